// Opening one's own plan: a code by mail and the birth date, in the browser that asked, five tries, ten minutes, one use.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accessCodes, outbox, patients, patientSessions } from "../../../db/schema/index.ts";
import { newId } from "../../../lib/ids.ts";
import { endPatientSession, openByCode, patientOfSession, requestCode } from "../../../lib/patients/patient-session.ts";
import { asha, type TestClinic } from "../../support/clinic.ts";
import { plus, type MoneyDesk } from "../../support/money-desk.ts";
import { withMoneyDesk } from "../../support/with-money-desk.ts";

let desk: MoneyDesk;
withMoneyDesk((opened) => (desk = opened));

const browserKey = "this browser";
const wrong = { code: "code_wrong" };

/** Asks for a code and reads it from the mail. */
async function mailed(clinic: TestClinic, at = clinic.now, birthDate: string = asha.birthDate) {
  const before = desk.mailbox.mails(asha.email).length;
  await requestCode(clinic.guestCtx(at), { patientId: clinic.ids.asha, birthDate, browserKey });
  await desk.relay(at);
  const mails = desk.mailbox.mails(asha.email);
  if (mails.length === before) return null;
  return /Code: (\d{6})/.exec(mails[0]!.text)?.[1] ?? null;
}
const open = (clinic: TestClinic, code: string, more: { at?: Date; browserKey?: string; birthDate?: string } = {}) =>
  openByCode(clinic.guestCtx(more.at), {
    patientId: clinic.ids.asha,
    birthDate: more.birthDate ?? asha.birthDate,
    code,
    browserKey: more.browserKey ?? browserKey,
  });
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("a code opens the plan once, in the browser that asked, for thirty days", async () => {
  const clinic = await desk.clinic();
  const code = await mailed(clinic);
  expect(code).toMatch(/^\d{6}$/);
  const { token } = await open(clinic, ` ${code!.slice(0, 3)} ${code!.slice(3)} `);
  const whose = (at: Date) => patientOfSession(clinic.guestCtx(at), { token });
  const herself = { kind: "patient", patientId: clinic.ids.asha };
  expect(await whose(clinic.now)).toEqual(herself);
  expect(await whose(plus(clinic.now, 30 * 24 * 60 - 1))).toEqual(herself);
  expect(await whose(plus(clinic.now, 30 * 24 * 60))).toBeNull();
  expect(await patientOfSession(clinic.guestCtx(), { token: `${token}x` })).toBeNull();
  await expect(open(clinic, code!)).rejects.toMatchObject(wrong);
  const stranger = await desk.clinic();
  expect(await patientOfSession(stranger.guestCtx(), { token })).toBeNull();
});

test("a session that its browser ends opens nothing any more, for whoever kept its token, and no other one ends", async () => {
  const clinic = await desk.clinic();
  const [first, second] = [await open(clinic, (await mailed(clinic))!), await open(clinic, (await mailed(clinic))!)];
  const stranger = await desk.clinic();
  await endPatientSession(stranger.guestCtx(), first);
  expect(await patientOfSession(clinic.guestCtx(), first)).not.toBeNull();
  for (const _time of [1, 2]) await endPatientSession(clinic.guestCtx(), first);
  expect(await patientOfSession(clinic.guestCtx(), first)).toBeNull();
  expect(await patientOfSession(clinic.guestCtx(), second)).not.toBeNull();
});

test("the code of somebody who is looked after opens the plan to their guardian", async () => {
  const clinic = await desk.clinic();
  await clinic.inside((tx) =>
    tx.update(patients).set({ guardianName: "Meera Rao" }).where(eq(patients.id, clinic.ids.asha)),
  );
  const { token } = await open(clinic, (await mailed(clinic))!);
  expect(await patientOfSession(clinic.guestCtx(), { token })).toEqual({
    kind: "guardian",
    patientId: clinic.ids.asha,
  });
});

test("neither code nor token is stored so that it can be read", async () => {
  const clinic = await desk.clinic();
  const code = await mailed(clinic);
  const { token } = await open(clinic, code!);
  const stored = JSON.stringify(
    await clinic.inside(async (tx) => [
      await tx.select().from(accessCodes),
      await tx.select().from(patientSessions),
      await tx.select({ payload: outbox.payload }).from(outbox),
    ]),
  );
  expect(stored).not.toContain(code);
  expect(stored).not.toContain(token);
});

test("a wrong birth date sends nothing and says nothing", async () => {
  const clinic = await desk.clinic();
  expect(await mailed(clinic, clinic.now, "1988-04-13")).toBeNull();
  const ask = { patientId: clinic.ids.asha, birthDate: asha.birthDate, browserKey };
  // What a stranger's or nobody's id answers looks the same.
  for (const patientId of [newId(), "nonsense", (await desk.clinic()).ids.asha])
    expect(await requestCode(clinic.guestCtx(), { ...ask, patientId })).toBeUndefined();
  expect(await clinic.inside((tx) => tx.select().from(outbox))).toEqual([]);
  await expect(openByCode(clinic.guestCtx(), { ...ask, patientId: "nonsense", code: "123456" })).rejects.toMatchObject(
    wrong,
  );
});

test("a code is good for ten minutes", async () => {
  const clinic = await desk.clinic();
  const first = await mailed(clinic);
  await expect(open(clinic, first!, { at: plus(clinic.now, 10) })).rejects.toMatchObject(wrong);
  expect((await open(clinic, first!, { at: plus(clinic.now, 9.9) })).token).toBeTruthy();
});

test("another browser, another birth date or another code is refused", async () => {
  const clinic = await desk.clinic();
  const code = await mailed(clinic);
  await expect(open(clinic, code!, { browserKey: "another browser" })).rejects.toMatchObject(wrong);
  await expect(open(clinic, code!, { birthDate: "1988-04-13" })).rejects.toMatchObject(wrong);
  await expect(open(clinic, other(code!))).rejects.toMatchObject(wrong);
  await expect(open(clinic, "")).rejects.toMatchObject(wrong);
  expect((await open(clinic, code!)).token).toBeTruthy();
});

test("five wrong tries spend a code, also when they come at once; a new one works", async () => {
  const clinic = await desk.clinic();
  const code = await mailed(clinic);
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => open(clinic, other(code!))));
  expect(tries.every((one) => one.status === "rejected")).toBe(true);
  const [row] = await clinic.inside((tx) => tx.select().from(accessCodes));
  expect(row?.attempts).toBe(5);
  await expect(open(clinic, code!)).rejects.toMatchObject(wrong);
  const later = plus(clinic.now, 1);
  const fresh = await mailed(clinic, later);
  expect((await open(clinic, fresh!, { at: later })).token).toBeTruthy();
});

test("five codes an hour are sent, not more, also when they are asked for at once", async () => {
  const clinic = await desk.clinic();
  const ask = (at: Date) =>
    requestCode(clinic.guestCtx(at), { patientId: clinic.ids.asha, birthDate: asha.birthDate, browserKey });
  await Promise.all(Array.from({ length: 8 }, () => ask(clinic.now)));
  const count = () => clinic.inside(async (tx) => (await tx.select().from(accessCodes)).length);
  expect(await count()).toBe(5);
  await ask(plus(clinic.now, 59));
  expect(await count()).toBe(5);
  await ask(plus(clinic.now, 61));
  expect(await count()).toBe(6);
});
