// A note by its parts: kept as typed by its writer alone, judged by scope when it is signed, and then never changed.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consents, licences, noteDrafts } from "../../../db/schema/index.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { markArrived } from "../../../lib/booking/record-attendance.ts";
import { loadChart } from "../../../lib/charting/load-chart.ts";
import { loadDraft, saveDraft } from "../../../lib/charting/note-draft.ts";
import { signSession } from "../../../lib/charting/sign-note.ts";
import type { SessionNote, TechniqueLine } from "../../../lib/charting/session-note.ts";
import { techniquesOf } from "../../../lib/charting/techniques-of.ts";
import { newId } from "../../../lib/ids.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { newPatient, planClinic, screenClear } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;
let turn = 0;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
  stranger = await planClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await Promise.all([clinic.close(), stranger.close()]);
  await database.drop();
});

const session = (techniques: TechniqueLine[] = []): SessionNote => ({
  subjective: "Less headache than last week.",
  objective: "",
  assessment: "",
  plan: "",
  techniques,
  findings: [{ place: "temple:left", kind: "referred", familiar: true, pain: 5 }],
  motions: [],
  tolerance: "well",
});
const line = (technique: string): TechniqueLine => ({
  technique,
  muscle: "upper_trapezius",
  side: "left",
  pressure: 3,
  minutes: 6,
});

/** A massage of today, with the patient here. */
async function arrived(): Promise<{ appointmentId: string; patientId: string }> {
  const desk = clinic.memberCtx("front_desk");
  const patientId = await newPatient(clinic, `Patient of note ${turn}`);
  await screenClear(clinic, patientId);
  const { appointmentId } = await bookForPatient(desk, {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: new Date(clinic.now.getTime() + (turn++ * 75 + 60) * 60_000),
    patientId,
    overbookReason: "for the test",
    via: "phone",
    idempotencyKey: newId(),
  });
  await markArrived(desk, { appointmentId });
  return { appointmentId, patientId };
}

test("what is typed is kept for its writer alone, and gone when the note is signed", async () => {
  const ctx = clinic.memberCtx("practitioner");
  const { appointmentId, patientId } = await arrived();
  await saveDraft(ctx, { appointmentId, typed: { subjective: "Less head" } });
  await saveDraft(ctx, { appointmentId, typed: { subjective: "Less headache", place: ["temple:left"] } });
  expect(await loadDraft(ctx, { appointmentId })).toMatchObject({
    typed: { subjective: "Less headache", place: ["temple:left"] },
  });
  expect(await loadDraft(clinic.memberCtx("clinical_lead"), { appointmentId })).toBeNull();
  await expect(saveDraft(clinic.memberCtx("front_desk"), { appointmentId, typed: {} })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(saveDraft(stranger.memberCtx("practitioner"), { appointmentId, typed: {} })).rejects.toMatchObject({
    code: "not_found",
  });
  await signSession(ctx, { appointmentId, session: session() });
  expect(
    await clinic.inside((tx) => tx.select().from(noteDrafts).where(eq(noteDrafts.appointmentId, appointmentId))),
  ).toEqual([]);
  await expect(saveDraft(ctx, { appointmentId, typed: {} })).rejects.toMatchObject({ code: "already_done" });
  const { notes } = await loadChart(ctx, { patientId });
  expect(notes).toMatchObject([
    { body: expect.stringContaining("Temple, left, referred") as string, findings: [{ place: "temple:left" }] },
  ]);
});

test("a technique outside the licence is not signed, and says which and why; nothing is lost", async () => {
  const ctx = clinic.memberCtx("practitioner");
  const { appointmentId } = await arrived();
  const refused = await signSession(ctx, {
    appointmentId,
    session: session([line("myofascial"), line("spinal_thrust")]),
  }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "invalid", fields: [{ field: "techniques.1.technique" }] });
  await signSession(ctx, { appointmentId, session: session([line("myofascial"), line("joint_mobilisation")]) });
});

test("work that needs a credential and consent waits for both", async () => {
  const ctx = clinic.memberCtx("practitioner");
  const { appointmentId, patientId } = await arrived();
  const lacks = async () =>
    (await techniquesOf(ctx, { appointmentId })).find(({ code }) => code === "intra_oral")?.lacks;
  expect(await lacks()).toBe("credential missing");
  await clinic.inside((tx) =>
    tx
      .update(licences)
      .set({ credentials: ["intra_oral"] })
      .where(eq(licences.practitionerId, clinic.ids.priya)),
  );
  expect(await lacks()).toBe("consent missing");
  await expect(signSession(ctx, { appointmentId, session: session([line("intra_oral")]) })).rejects.toMatchObject({
    code: "invalid",
  });
  await clinic.inside((tx) =>
    tx.insert(consents).values({
      clinicId: clinic.clinicId,
      id: newId(),
      patientId,
      purpose: "technique:intra_oral",
      version: "1",
      signedName: "Patient",
      signedHow: "paper",
      signedAt: clinic.now,
    }),
  );
  expect(await lacks()).toBeNull();
  await signSession(ctx, { appointmentId, session: session([line("intra_oral")]) });
  expect((await techniquesOf(ctx, { appointmentId })).map(({ code }) => code)).not.toContain("spinal_thrust");
});

test("an expired licence allows nothing on the day of the visit", async () => {
  const ctx = clinic.memberCtx("practitioner");
  const { appointmentId } = await arrived();
  await clinic.inside((tx) =>
    tx.update(licences).set({ validUntil: "2020-12-31" }).where(eq(licences.practitionerId, clinic.ids.priya)),
  );
  await expect(signSession(ctx, { appointmentId, session: session([line("swedish")]) })).rejects.toMatchObject({
    code: "invalid",
  });
  await clinic.inside((tx) =>
    tx.update(licences).set({ validUntil: null }).where(eq(licences.practitionerId, clinic.ids.priya)),
  );
  await signSession(ctx, { appointmentId, session: session([line("swedish")]) });
});
