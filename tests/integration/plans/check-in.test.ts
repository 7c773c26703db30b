// Check-ins of a patient: scores with their time and author, calls, and a warning sign that rests the plan; and nobody else's.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callTasks, checkIns, flares, homeTaskDays, scores } from "../../../db/schema/index.ts";
import { setHomeTask } from "../../../lib/charting/home-tasks.ts";
import { ownTaskWeek, tickHomeTask } from "../../../lib/charting/home-task-days.ts";
import { keepDiaryDay, ownDiary } from "../../../lib/charting/keep-diary.ts";
import { recordFlare } from "../../../lib/charting/record-flare.ts";
import { newId } from "../../../lib/ids.ts";
import { currentScreen } from "../../../lib/intake/current-screen.ts";
import { releaseScreen } from "../../../lib/intake/release-screen.ts";
import { standingScreen } from "../../../lib/intake/standing-screen.ts";
import { ownOutcomes } from "../../../lib/plans/own-outcomes.ts";
import { recordCheckIn } from "../../../lib/plans/record-check-in.ts";
import { viewCheckIn } from "../../../lib/plans/view-check-in.ts";
import { visitStarts } from "../../../lib/plans/visit-starts.ts";
import { addDays } from "../../../lib/time/dates.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { newPatient, planClinic } from "../../support/plan-clinic.ts";
import { runningCourse, type RunningCourse } from "../../support/running-course.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let mine: RunningCourse;
let theirs: RunningCourse;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 3 });
  mine = await runningCourse(clinic);
  theirs = await runningCourse(clinic);
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const hours = (from: Date, n: number) => new Date(from.getTime() + n * 3_600_000);
const told = (more = {}) => ({
  checkInId: newId(),
  painNow: "3",
  painWeek: "4",
  painWorst: "7",
  ability: "6",
  change: "3",
  anythingNew: "no" as const,
  ...more,
});
const allNo = Object.fromEntries(
  currentScreen()
    .questions.filter(({ page, when }) => page === "now" && !when)
    .map(({ id }) => [id, "no"]),
);
const callsOf = (patientId: string) =>
  clinic.inside((tx) => tx.select().from(callTasks).where(eq(callTasks.patientId, patientId)));

test("before a visit: what is asked, and the scores that are kept once", async () => {
  const first = await mine.byNumber(1);
  const me = mine.patient(hours(first.start!, -30));
  expect(await viewCheckIn(me)).toMatchObject({
    kind: "before",
    appointmentId: first.appointmentId,
    asksAbility: true,
    asksHeadacheDays: false,
  });
  const sent = told();
  await recordCheckIn(me, sent, {});
  await recordCheckIn(me, sent, {});
  const rows = await clinic.inside((tx) =>
    tx
      .select()
      .from(scores)
      .where(and(eq(scores.patientId, mine.patientId), eq(scores.authorKind, "patient"))),
  );
  expect(Object.fromEntries(rows.map(({ instrument, value }) => [instrument, value]))).toEqual({
    nprs_now: 3,
    nprs: 4,
    nprs_worst: 7,
    psfs: 6,
    pgic: 3,
  });
  expect(rows).toHaveLength(5);
  expect(rows.every(({ instrumentVersion, takenAt }) => instrumentVersion !== "" && +takenAt === +me.now)).toBe(true);
  expect(await viewCheckIn(me)).toMatchObject({ kind: "between", appointmentId: null });
  expect(
    (await ownOutcomes(me, { planId: mine.planId })).find(({ instrument }) => instrument === "nprs"),
  ).toMatchObject({ points: [{ value: 6 }, { value: 4 }] });
});

test("after a visit: much soreness, days of it or a nerve sign puts a call on the desk for today", async () => {
  await mine.attend(1);
  const visit = await mine.byNumber(1);
  const me = mine.patient(hours(visit.end!, 24));
  expect(await viewCheckIn(me)).toMatchObject({ kind: "after", appointmentId: visit.appointmentId });
  await expect(recordCheckIn(me, told(), {})).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "soreness" }, { field: "soreForDays" }, { field: "nerveSign" }],
  });
  const sore = { soreness: "7", soreForDays: "no" as const, nerveSign: "no" as const };
  expect(await recordCheckIn(me, told(sore), {})).toMatchObject({ stopped: false, calledAbout: true });
  expect(await callsOf(mine.patientId)).toMatchObject([{ kind: "after_visit", planId: mine.planId, closedAt: null }]);
});

test("a warning sign rests the plan, puts a call on the desk, and only a clinician lets it go on", async () => {
  const second = await theirs.byNumber(2);
  const me = theirs.patient(hours(second.start!, -20));
  // Something is new, and not said what: nothing is kept.
  await expect(recordCheckIn(me, told({ anythingNew: "yes" }), {})).rejects.toMatchObject({
    code: "screen_incomplete",
  });
  expect(
    await clinic.inside((tx) => tx.select().from(checkIns).where(eq(checkIns.patientId, theirs.patientId))),
  ).toEqual([]);
  const kept = await recordCheckIn(me, told({ anythingNew: "yes" }), { ...allNo, sudden_headache: "yes" });
  expect(kept).toMatchObject({ stopped: true });
  expect(await theirs.view(me.now)).toMatchObject({ suspended: true });
  await expect(visitStarts(me, { planId: theirs.planId, visitId: second.visitId })).rejects.toMatchObject({
    code: "review_first",
  });
  expect(await callsOf(theirs.patientId)).toMatchObject([
    { kind: "urgent_answers", planId: theirs.planId, closedAt: null, dueAt: me.now },
  ]);
  // Saying later that nothing is new undoes nothing.
  await recordCheckIn(theirs.patient(hours(me.now, 1)), told(), {});
  expect(await theirs.view(hours(me.now, 1))).toMatchObject({ suspended: true });
  const standing = await standingScreen(me, theirs.patientId);
  await releaseScreen(theirs.lead(hours(me.now, 2)), { screenId: standing!.screenId, reason: "seen by her doctor" });
  expect(await theirs.view(hours(me.now, 2))).toMatchObject({ suspended: false });
});

test("nobody tells anything for somebody else", async () => {
  const me = mine.patient();
  const { episodeId } = await theirs.view();
  await expect(ownOutcomes(me, { planId: theirs.planId })).rejects.toMatchObject({ code: "not_found" });
  const flare = { onDate: "2026-11-20", trigger: "stress" as const };
  await expect(recordFlare(me, { ...flare, patientId: theirs.patientId, episodeId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(recordFlare(me, { ...flare, patientId: mine.patientId, episodeId })).rejects.toMatchObject({
    code: "not_found",
  });
  const { taskId } = await setHomeTask(clinic.memberCtx("clinical_lead"), {
    patientId: theirs.patientId,
    title: "Chin tucks",
    how: "",
    often: "three times a day",
  });
  await expect(tickHomeTask(me, { taskId })).rejects.toMatchObject({ code: "not_found" });
  await expect(recordCheckIn(clinic.memberCtx("front_desk"), told(), {})).rejects.toMatchObject({ code: "forbidden" });
  const stranger = clinic.patientCtx(await newPatient(clinic, "No Plan"));
  await expect(recordCheckIn(stranger, told(), {})).rejects.toMatchObject({ code: "not_found" });
  expect(await clinic.inside((tx) => tx.select().from(homeTaskDays))).toEqual([]);
});

test("a diary of 23 days counts headache days itself; a day is put right by a row more", async () => {
  const course = await runningCourse(clinic);
  const me = course.patient();
  const { episodeId } = await course.view();
  await clinic.inside((tx) =>
    tx.insert(scores).values({
      clinicId: clinic.clinicId,
      id: newId(),
      patientId: course.patientId,
      episodeId,
      instrument: "hd28",
      instrumentVersion: "1",
      value: 12,
      takenAt: hours(clinic.now, -48),
      authorKind: "member",
    }),
  );
  expect(await viewCheckIn(me)).toMatchObject({ asksHeadacheDays: true, countedHeadacheDays: null });
  await expect(recordCheckIn(me, told(), {})).rejects.toMatchObject({ fields: [{ field: "headacheDays" }] });
  const today = dateIn(clinic.now, "America/Vancouver");
  for (let back = 0; back < 23; back++)
    await keepDiaryDay(me, { onDate: addDays(today, -back), headache: back < 5 ? "yes" : "no", worst: "4" });
  await keepDiaryDay(course.patient(hours(clinic.now, 0.1)), { onDate: today, headache: "no" });
  await expect(keepDiaryDay(me, { onDate: addDays(today, 1), headache: "no" })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(keepDiaryDay(me, { onDate: addDays(today, -28), headache: "no" })).rejects.toMatchObject({
    code: "invalid",
  });
  const later = course.patient(hours(clinic.now, 0.2));
  expect(await ownDiary(later)).toMatchObject({ logged: 23, headacheDays: 4, valid: true });
  await recordCheckIn(later, told(), {});
  expect(
    await clinic.inside((tx) =>
      tx
        .select({ value: scores.value, version: scores.instrumentVersion })
        .from(scores)
        .where(
          and(eq(scores.patientId, course.patientId), eq(scores.instrument, "hd28"), eq(scores.authorKind, "patient")),
        ),
    ),
  ).toEqual([{ value: 4, version: "1-diary" }]);
});

test("one's own flare and home tasks", async () => {
  const me = mine.patient();
  const { episodeId } = await mine.view();
  await recordFlare(me, { patientId: mine.patientId, episodeId, onDate: "2026-11-20", trigger: "stress" });
  expect(
    await clinic.inside((tx) => tx.select().from(flares).where(eq(flares.patientId, mine.patientId))),
  ).toMatchObject([{ actorKind: "patient", memberId: null, onDate: "2026-11-20" }]);
  const { taskId } = await setHomeTask(clinic.memberCtx("clinical_lead"), {
    patientId: mine.patientId,
    title: "Chin tucks",
    how: "",
    often: "three times a day",
  });
  await tickHomeTask(me, { taskId });
  await tickHomeTask(me, { taskId });
  expect(await ownTaskWeek(me)).toEqual(new Map([[taskId, { today: true, days: 1 }]]));
});
