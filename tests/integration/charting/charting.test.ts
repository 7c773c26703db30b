// What was found and done is kept as new rows, read with a trace, and never of another clinic.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appointments, audit } from "../../../db/schema/index.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { loadChart } from "../../../lib/charting/load-chart.ts";
import { recordAssessment } from "../../../lib/charting/record-assessment.ts";
import { recordScore } from "../../../lib/charting/record-score.ts";
import { amendNote, signNote } from "../../../lib/charting/sign-note.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import { newId } from "../../../lib/ids.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { newPatient, planClinic, screenClear, whiplash } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
  stranger = await planClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await Promise.all([clinic.close(), stranger.close()]);
  await database.drop();
});

test("an assessment opens its episode, keeps its baselines, and is corrected by a new row", async () => {
  const lead = clinic.memberCtx("clinical_lead");
  const patientId = clinic.ids.asha;
  const first = await recordAssessment(lead, whiplash(patientId));
  const again = await recordAssessment(lead, {
    ...whiplash(patientId, { episodeId: first.episodeId, replacesId: first.assessmentId, baselines: [] }),
    episode: undefined,
    risk: "high",
  });
  expect(again.episodeId).toBe(first.episodeId);
  const chart = await loadChart(lead, { patientId });
  expect(chart.assessments.map(({ risk, replaced }) => [risk, replaced])).toEqual([
    ["high", false],
    ["medium", true],
  ]);
  expect(chart.episodes).toMatchObject([{ payer: "icbc", crashDate: "2026-11-13", startedOn: "2026-11-13" }]);
  expect(Object.fromEntries(chart.scores.map(({ instrument, value }) => [instrument, value]))).toEqual({
    nprs: 6,
    psfs: 4,
  });
  const wrong = chart.scores.find(({ instrument }) => instrument === "nprs")!;
  await recordScore(lead, {
    patientId,
    episodeId: first.episodeId,
    instrument: "nprs",
    value: 5,
    replacesId: wrong.scoreId,
  });
  const scores = (await loadChart(lead, { patientId })).scores.filter(({ instrument }) => instrument === "nprs");
  expect(scores.map(({ value, replaced }) => [value, replaced])).toEqual([
    [5, false],
    [6, true],
  ]);
  const looks = await clinic.inside((tx) => tx.select().from(audit).where(eq(audit.deed, "chart.seen")));
  expect(looks.filter((row) => row.patientId === patientId)).toHaveLength(2);
});

test("bad findings, values out of range and a crash to come are refused by field", async () => {
  const lead = clinic.memberCtx("clinical_lead");
  const patientId = await newPatient(clinic, "Bad Input");
  const refused = (more: object) => recordAssessment(lead, { ...whiplash(patientId), ...more });
  await expect(refused({ joints: " " })).rejects.toMatchObject({ code: "invalid", fields: [{ field: "joints" }] });
  await expect(refused({ baselines: [{ instrument: "nprs", value: 11 }] })).rejects.toMatchObject({
    fields: [{ field: "baselines.0.value" }],
  });
  await expect(
    refused({ episode: { condition: "Neck pain", payer: "icbc", crashDate: "2027-01-01" } }),
  ).rejects.toMatchObject({ fields: [{ field: "episode.crashDate" }] });
  await expect(refused({ episode: { condition: "Neck pain", payer: "icbc" } })).rejects.toMatchObject({
    fields: [{ field: "episode.crashDate" }],
  });
  await expect(recordAssessment(clinic.memberCtx("front_desk"), whiplash(patientId))).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("AC-07 an episode, score or assessment of one patient is not found under another's id", async () => {
  const lead = clinic.memberCtx("clinical_lead");
  const one = await newPatient(clinic, "One Person");
  const other = await newPatient(clinic, "Other Person");
  const ofOne = await recordAssessment(lead, whiplash(one));
  const ofOther = await recordAssessment(lead, whiplash(other));
  const { scores } = await loadChart(lead, { patientId: other });
  const missing = { code: "not_found" };
  const score = { instrument: "nprs", value: 3 } as const;
  const mixed = { ...whiplash(one), episode: undefined };
  await expect(recordScore(lead, { ...score, patientId: one, episodeId: ofOther.episodeId })).rejects.toMatchObject(
    missing,
  );
  await expect(
    recordScore(lead, { ...score, patientId: one, episodeId: ofOne.episodeId, replacesId: scores[0]!.scoreId }),
  ).rejects.toMatchObject(missing);
  await expect(recordAssessment(lead, { ...mixed, episodeId: ofOther.episodeId })).rejects.toMatchObject(missing);
  await expect(
    recordAssessment(lead, { ...mixed, episodeId: ofOne.episodeId, replacesId: ofOther.assessmentId }),
  ).rejects.toMatchObject(missing);
  expect((await loadChart(lead, { patientId: other })).scores).toEqual(scores);
});

test("AC-07 another clinic's patient, episode and note are not found", async () => {
  const lead = stranger.memberCtx("clinical_lead");
  const missing = { code: "not_found" };
  await expect(loadChart(lead, { patientId: clinic.ids.asha })).rejects.toMatchObject(missing);
  await expect(recordAssessment(lead, whiplash(clinic.ids.asha))).rejects.toMatchObject(missing);
  const { episodeId } = await recordAssessment(clinic.memberCtx("clinical_lead"), whiplash(clinic.ids.asha));
  const score = { patientId: clinic.ids.asha, episodeId, instrument: "nprs", value: 3 } as const;
  await expect(recordScore(lead, score)).rejects.toMatchObject(missing);
  await expect(amendNote(lead, { noteId: newId(), body: "changed" })).rejects.toMatchObject(missing);
  await expect(loadChart(clinic.memberCtx("front_desk"), { patientId: clinic.ids.asha })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a note is signed once, for a visit that took place, and amended beside it", async () => {
  const patientId = await newPatient(clinic, "Noted Person");
  await screenClear(clinic, patientId);
  const ctx = clinic.memberCtx("practitioner");
  const { appointmentId } = await bookForPatient(clinic.memberCtx("front_desk"), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: new Date("2026-11-25T17:00:00Z"),
    patientId,
    via: "phone",
  });
  await expect(signNote(ctx, { appointmentId, body: "Neck released." })).rejects.toMatchObject({ code: "invalid" });
  await clinic.inside((tx) =>
    tx.update(appointments).set({ status: "arrived" }).where(eq(appointments.id, appointmentId)),
  );
  const { noteId } = await inTransaction(ctx, (t) => signNote(t, { appointmentId, body: "Neck released." }));
  await expect(signNote(ctx, { appointmentId, body: "Again." })).rejects.toMatchObject({ code: "already_done" });
  await amendNote(ctx, { noteId, body: "Left side, not right." });
  const { notes } = await loadChart(ctx, { patientId });
  expect(notes.map(({ body, amendsId }) => [body, amendsId])).toEqual([
    ["Left side, not right.", noteId],
    ["Neck released.", null],
  ]);
});
