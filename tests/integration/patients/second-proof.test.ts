// A patient's second proof: made right after the code or with an older one, given for half an hour, reset by the desk.
import { expect, test } from "vitest";
import { TOTP } from "otpauth";
import { exportPatient } from "../../../lib/patients/export-patient.ts";
import { looksAtRecord } from "../../../lib/patients/looks-at-record.ts";
import { patientOfSession } from "../../../lib/patients/patient-session.ts";
import {
  addPatientKey,
  askPatientPasskey,
  beginPatientApp,
  beginPatientPasskey,
  dropPatientKey,
  provePatientByApp,
  provePatientByPasskey,
  resetPatientProof,
  viewOwnProof,
  viewPatientProof,
} from "../../../lib/patients/second-proof.ts";
import { patientSessions } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { hashOf, newToken } from "../../../lib/tokens.ts";
import type { Actor } from "../../../lib/permissions/permissions.ts";
import { newAuthenticator } from "../../support/authenticator.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const device = "Safari on iPhone";
const refusedWith = (code: string) => expect.objectContaining({ code });

/** A browser in which the code was typed just now. */
async function opened(clinic: TestClinic, patientId = clinic.ids.asha): Promise<string> {
  const token = newToken();
  await clinic.inside((tx) =>
    tx.insert(patientSessions).values({
      clinicId: clinic.clinicId,
      id: newId(),
      patientId,
      tokenHash: hashOf(token),
      createdAt: clinic.now,
      expiresAt: plus(clinic.now, 30 * 24 * 60),
    }),
  );
  return token;
}

const phoneOf = (clinic: TestClinic) => newAuthenticator(clinic.guestCtx().publicUrl);
type Phone = ReturnType<typeof phoneOf>;

async function make(clinic: TestClinic, token: string, phone: Phone, at = clinic.now, manner = {}) {
  const begun = await beginPatientPasskey(clinic.guestCtx(at), { token });
  const answer = phone.make(begun.options, manner);
  await addPatientKey(clinic.guestCtx(at), { token, challenge: begun.token, answer, device });
}

async function use(clinic: TestClinic, token: string, phone: Phone, at = clinic.now, manner = {}) {
  const asked = await askPatientPasskey(clinic.guestCtx(at), { token });
  const answer = phone.use(asked.options, manner);
  await provePatientByPasskey(clinic.guestCtx(at), { token, challenge: asked.token, answer });
}

async function asPatient(clinic: TestClinic, token: string, at = clinic.now) {
  const actor = (await patientOfSession(clinic.guestCtx(at), { token })) as Actor;
  return { ...clinic.guestCtx(at), actor };
}

const codeOf = (seed: string, at: Date) => new TOTP({ secret: seed }).generate({ timestamp: at.getTime() });

test("the code alone opens no record and no list of looks; a passkey does, for half an hour and in that browser alone", async () => {
  const clinic = await desk.clinic();
  const [token, elsewhere] = [await opened(clinic), await opened(clinic)];
  const { asha: patientId } = clinic.ids;
  const before = await asPatient(clinic, token);
  await expect(exportPatient(before, { patientId })).rejects.toEqual(refusedWith("proof_needed"));
  await expect(looksAtRecord(before)).rejects.toEqual(refusedWith("proof_needed"));
  const phone = phoneOf(clinic);
  await make(clinic, token, phone);
  const proved = await asPatient(clinic, token);
  expect((await exportPatient(proved, { patientId })).record["patients"]).toHaveLength(1);
  expect((await looksAtRecord(proved)).looks.length).toBeGreaterThan(0);
  await expect(exportPatient(await asPatient(clinic, elsewhere), { patientId })).rejects.toEqual(
    refusedWith("proof_needed"),
  );
  const late = plus(clinic.now, 30);
  await expect(looksAtRecord(await asPatient(clinic, token, late))).rejects.toEqual(refusedWith("proof_needed"));
  await use(clinic, token, phone, late);
  await looksAtRecord(await asPatient(clinic, token, late));
  const { record } = await exportPatient(await asPatient(clinic, token, late), { patientId });
  expect(Object.keys(record)).not.toContain("patient_passkeys");
});

test("a first key is made within a quarter of an hour after the code, a further one with a key", async () => {
  const clinic = await desk.clinic();
  const token = await opened(clinic);
  const late = plus(clinic.now, 15);
  expect(await viewOwnProof(clinic.guestCtx(late), { token })).toMatchObject({ mayMake: false, proved: false });
  await expect(make(clinic, token, phoneOf(clinic), late)).rejects.toEqual(refusedWith("proof_needed"));
  await expect(beginPatientApp(clinic.guestCtx(late), { token })).rejects.toEqual(refusedWith("proof_needed"));
  const phone = phoneOf(clinic);
  await make(clinic, token, phone);
  const other = await opened(clinic);
  await expect(make(clinic, other, phoneOf(clinic))).rejects.toEqual(refusedWith("proof_needed"));
  await expect(beginPatientApp(clinic.guestCtx(), { token: other })).rejects.toEqual(refusedWith("proof_needed"));
  await expect(dropPatientKey(clinic.guestCtx(), { token: other, key: "app" })).rejects.toEqual(
    refusedWith("proof_needed"),
  );
  await use(clinic, other, phone);
  await make(clinic, other, phoneOf(clinic));
  const { passkeys } = await viewOwnProof(clinic.guestCtx(), { token: other });
  expect(passkeys).toMatchObject([{ device }, { device }]);
  await dropPatientKey(clinic.guestCtx(), { token: other, key: passkeys[0]!.id });
  await expect(use(clinic, token, phone)).rejects.toEqual(refusedWith("invalid"));
});

test("two first keys begun at the same moment: the second finds a key, and is refused", async () => {
  const clinic = await desk.clinic();
  const [one, two] = [await opened(clinic), await opened(clinic)];
  const begun = [
    await beginPatientPasskey(clinic.guestCtx(), { token: one }),
    await beginPatientPasskey(clinic.guestCtx(), { token: two }),
  ];
  const tried = await Promise.allSettled(
    [one, two].map((token, nth) =>
      addPatientKey(clinic.guestCtx(), {
        token,
        challenge: begun[nth]!.token,
        answer: phoneOf(clinic).make(begun[nth]!.options),
        device,
      }),
    ),
  );
  expect(tried.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await viewPatientProof(clinic.memberCtx("front_desk"), { patientId: clinic.ids.asha })).toEqual({
    passkeys: 1,
    app: false,
  });
});

test("an answer of another site, of an unasked person, of another browser or a second time proves nothing", async () => {
  const clinic = await desk.clinic();
  const [token, other] = [await opened(clinic), await opened(clinic)];
  const phone = phoneOf(clinic);
  await make(clinic, token, phone);
  const late = plus(clinic.now, 40);
  for (const manner of [
    { origin: "https://taper.example" },
    { host: "taper.example" },
    { verified: false },
    { counter: 1 },
  ])
    await expect(use(clinic, token, phone, late, manner)).rejects.toEqual(refusedWith("invalid"));
  const asked = await askPatientPasskey(clinic.guestCtx(late), { token });
  const answer = phone.use(asked.options, { counter: 9 });
  const given = (bearer: string) =>
    provePatientByPasskey(clinic.guestCtx(late), { token: bearer, challenge: asked.token, answer });
  await expect(given(other)).rejects.toEqual(refusedWith("sign_in_needed"));
  await given(token);
  await expect(given(token)).rejects.toEqual(refusedWith("sign_in_needed"));
  expect((await viewOwnProof(clinic.guestCtx(late), { token: other })).proved).toBe(false);
  await expect(viewOwnProof(clinic.guestCtx(), { token: "nobody's" })).rejects.toEqual(refusedWith("sign_in_needed"));
});

test("an app does the same with its codes, each of them once", async () => {
  const clinic = await desk.clinic();
  const token = await opened(clinic);
  await beginPatientApp(clinic.guestCtx(), { token });
  const { app } = await viewOwnProof(clinic.guestCtx(), { token });
  if (app.state !== "begun") throw new Error("the app was not begun");
  const code = codeOf(app.seed, clinic.now);
  const wrong = code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
  await expect(provePatientByApp(clinic.guestCtx(), { token, code: wrong })).rejects.toEqual(refusedWith("code_wrong"));
  await expect(looksAtRecord(await asPatient(clinic, token))).rejects.toEqual(refusedWith("proof_needed"));
  await provePatientByApp(clinic.guestCtx(), { token, code });
  await looksAtRecord(await asPatient(clinic, token));
  await expect(provePatientByApp(clinic.guestCtx(), { token, code })).rejects.toEqual(refusedWith("code_wrong"));
  expect((await viewOwnProof(clinic.guestCtx(), { token })).app).toEqual({ state: "on", since: clinic.now });
  const other = await opened(clinic);
  const later = plus(clinic.now, 2);
  await provePatientByApp(clinic.guestCtx(later), { token: other, code: codeOf(app.seed, later) });
  await looksAtRecord(await asPatient(clinic, other, later));
  await dropPatientKey(clinic.guestCtx(later), { token: other, key: "app" });
  expect((await viewOwnProof(clinic.guestCtx(later), { token: other })).app).toEqual({ state: "off" });
});

test("the desk makes sure who it is and takes every key and session away; the next code begins anew", async () => {
  const clinic = await desk.clinic();
  const { asha: patientId } = clinic.ids;
  const token = await opened(clinic);
  await make(clinic, token, phoneOf(clinic));
  const frontDesk = (provedAt: Date | null) => {
    const ctx = clinic.memberCtx("front_desk");
    return { ...ctx, actor: { ...ctx.actor, provedAt } as Actor };
  };
  const reset = (provedAt: Date | null, seen: string) => resetPatientProof(frontDesk(provedAt), { patientId, seen });
  await expect(reset(null, "papers")).rejects.toEqual(refusedWith("proof_needed"));
  await expect(reset(clinic.now, "they said so")).rejects.toEqual(refusedWith("invalid"));
  await reset(clinic.now, "papers");
  expect(await patientOfSession(clinic.guestCtx(), { token })).toBeNull();
  expect(await viewPatientProof(clinic.memberCtx("front_desk"), { patientId })).toEqual({ passkeys: 0, app: false });
  const [row] = await clinic.inside((tx) =>
    tx.execute<{ detail: unknown; member: boolean }>(
      `select detail, actor_kind = 'member' as member from audit where deed = 'patient.proof_reset' and patient_id = '${patientId}'`,
    ),
  );
  expect(row).toEqual({ detail: { seen: "papers" }, member: true });
  await make(clinic, await opened(clinic), phoneOf(clinic));
});
