// What the desk keeps to for a patient holds wherever a visit is booked: online, at the desk, and in a course.
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { newId } from "../../../lib/ids.ts";
import { deskRulesInput, setDeskRules } from "../../../lib/patients/desk-rules.ts";
import { loadPatient } from "../../../lib/patients/load-patient.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { peopleOf } from "../../../lib/plans/plan-people.ts";
import { loadPlan } from "../../../lib/plans/load-plan.ts";
import { inTransaction } from "../../../lib/context/context.ts";
import { asha, clearScreen, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, screenClear, whiplashDraft } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let stranger: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 4 });
  stranger = await planClinic(database.appUrl, { connections: 2 });
});
afterAll(async () => {
  await Promise.all([clinic.close(), stranger.close()]);
  await database.drop();
});

const nine = (day: number) => new Date(`2026-12-0${day}T17:00:00Z`);
const rules = (more: object) => ({ alert: "", staffOnly: false, notWith: [], ...more });

const online = (day: number) =>
  bookAppointment(clinic.guestCtx(), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start: nine(day) },
    patient: { ...asha, guardianName: undefined, guardianRelation: undefined },
    screen: clearScreen,
    consent: true,
    pay: "clinic",
    via: "api",
  });

const atDesk = (patientId: string, day: number, more: object = {}) =>
  bookForPatient(clinic.memberCtx("front_desk"), {
    serviceId: clinic.ids.massage,
    practitionerId: clinic.ids.priya,
    start: nine(day),
    patientId,
    via: "phone",
    idempotencyKey: newId(),
    ...more,
  });

test("a patient for staff only is not booked online, and is at the desk", async () => {
  const desk = clinic.memberCtx("front_desk");
  const patientId = clinic.ids.asha;
  await screenClear(clinic, patientId);
  await setDeskRules(desk, { patientId, ...rules({ staffOnly: true, alert: "Uses the ramp" }) });
  expect((await loadPatient(desk, { patientId })).deskRules).toEqual({
    alert: "Uses the ramp",
    staffOnly: true,
    notWith: [],
    language: "en",
  });
  await expect(online(1)).rejects.toMatchObject({ code: "not_bookable" });
  await atDesk(patientId, 1);
  await setDeskRules(desk, { patientId, ...rules({}) });
  await online(2);
});

test("not with a practitioner holds for everybody; the desk goes past it with a reason", async () => {
  const patientId = await newPatient(clinic, "Not With Priya");
  await screenClear(clinic, patientId);
  const desk = clinic.memberCtx("front_desk");
  await setDeskRules(desk, { patientId, ...rules({ notWith: [clinic.ids.priya] }) });
  await expect(atDesk(patientId, 3)).rejects.toMatchObject({ code: "invalid" });
  // Anybody is anybody else.
  const other = await atDesk(patientId, 3, { practitionerId: undefined });
  expect(other.practitionerId).toBe(clinic.ids.tom);
  await atDesk(patientId, 4, { overbookReason: "They have talked it over" });
});

test("somebody else's practitioner or patient is not found, and a long word is refused", async () => {
  const desk = clinic.memberCtx("front_desk");
  const patientId = clinic.ids.asha;
  await expect(setDeskRules(desk, { patientId, ...rules({ notWith: [stranger.ids.priya] }) })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(setDeskRules(stranger.memberCtx("front_desk"), { patientId, ...rules({}) })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(setDeskRules(clinic.guestCtx(), { patientId, ...rules({}) })).rejects.toMatchObject({
    code: "sign_in_needed",
  });
  expect(deskRulesInput.safeParse(rules({ alert: "x".repeat(201) })).success).toBe(false);
});

test("a course leaves out whom its patient does not see", async () => {
  const patientId = await newPatient(clinic, "Course Without One");
  const found = await assessed(clinic, patientId);
  const { planId } = await draftPlan(clinic.memberCtx("clinical_lead"), whiplashDraft(clinic, patientId, found));
  const people = () =>
    inTransaction(clinic.memberCtx("clinical_lead"), async (t) => {
      const { offering } = await peopleOf(t, await loadPlan(t, planId));
      return new Set([...offering.values()].flat());
    });
  const before = await people();
  const [one] = before;
  await setDeskRules(clinic.memberCtx("front_desk"), { patientId, ...rules({ notWith: [one!] }) });
  const after = await people();
  expect(before.has(one!)).toBe(true);
  expect(after.has(one!)).toBe(false);
});
