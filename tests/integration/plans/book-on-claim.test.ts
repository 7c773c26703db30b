// A visit outside any plan that a payer shares: its part, what it counts for, what is charged, and when it pays nothing.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appointments, charges, episodes } from "../../../db/schema/index.ts";
import { bookForPatient } from "../../../lib/booking/book-for-patient.ts";
import { newId } from "../../../lib/ids.ts";
import { finishVisit } from "../../../lib/payments/finish-visit.ts";
import { bookOnClaim } from "../../../lib/plans/book-on-claim.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { viewPlan } from "../../../lib/plans/view-plan.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, whiplashDraft } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await planClinic(database.appUrl, { connections: 4 });
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

const desk = () => clinic.memberCtx("front_desk");
/** At nine in Vancouver; the crash was on 13 November 2026, so day 84 is 5 February. */
const nineOn = (date: string) => new Date(`${date}T17:00:00Z`);
const wish = (patientId: string, date: string) => ({
  patientId,
  serviceId: clinic.ids.massage,
  practitionerId: clinic.ids.priya,
  start: nineOn(date),
  via: "phone" as const,
});
const termsOf = async (id: string) => {
  const [row] = await clinic.inside((tx) => tx.select().from(appointments).where(eq(appointments.id, id)));
  return { payer: row!.payer, priceMinor: row!.priceMinor, patientMinor: row!.patientMinor };
};

test("the payer pays its part and is charged it, and a plan that follows counts the visits", async () => {
  const patientId = await newPatient(clinic, "Clara Imhof");
  const found = await assessed(clinic, patientId);
  const { episodeId } = found;
  const first = await bookOnClaim(desk(), { ...wish(patientId, "2026-12-01"), episodeId });
  expect(await termsOf(first.appointmentId)).toEqual({ payer: "icbc", priceMinor: 12_800, patientMinor: 0 });
  const key = { ...wish(patientId, "2026-12-02"), practitionerId: undefined, episodeId, idempotencyKey: newId() };
  const second = await bookOnClaim(desk(), key);
  expect((await bookOnClaim(desk(), key)).appointmentId).toBe(second.appointmentId);
  expect(await termsOf(second.appointmentId)).toEqual({ payer: "icbc", priceMinor: 12_800, patientMinor: 2_300 });
  const own = await bookForPatient(desk(), wish(patientId, "2026-12-03"));
  expect(await termsOf(own.appointmentId)).toEqual({ payer: "self", priceMinor: 12_800, patientMinor: 12_800 });

  await finishVisit(clinic.memberCtx("clinical_lead", nineOn("2026-12-02")), { appointmentId: second.appointmentId });
  const charged = await clinic.inside((tx) =>
    tx.select().from(charges).where(eq(charges.appointmentId, second.appointmentId)).orderBy(charges.payer),
  );
  expect(charged.map((row) => [row.payer, row.netMinor, row.taxMinor])).toEqual([
    ["icbc", 10_500, 525],
    ["self", 2_300, 115],
  ]);

  const lead = clinic.memberCtx("clinical_lead");
  const { planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found));
  const { visits } = await viewPlan(lead, { planId });
  // The fee of an initial visit is paid once on a claim.
  const massages = visits.filter((visit) => visit.priceMinor === 12_800);
  expect(new Set(massages.map(({ payerMinor }) => payerMinor))).toEqual(new Set([10_500]));
});

test("nothing is booked where the payer pays nothing, and why is said", async () => {
  const patientId = await newPatient(clinic, "Late Comer");
  const { episodeId } = await assessed(clinic, patientId);
  await expect(bookOnClaim(desk(), { ...wish(patientId, "2027-02-06"), episodeId })).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "episodeId", message: expect.stringContaining("early access ends with day 84") }],
  });
  expect(
    await clinic.inside((tx) => tx.select().from(appointments).where(eq(appointments.patientId, patientId))),
  ).toEqual([]);
  const last = await bookOnClaim(desk(), { ...wish(patientId, "2027-02-05"), episodeId });
  expect(await termsOf(last.appointmentId)).toMatchObject({ payer: "icbc" });
});

test("another’s claim, one that has ended, and one that is none are not found", async () => {
  const patientId = await newPatient(clinic, "Nora Own");
  const { episodeId } = await assessed(clinic, patientId);
  const stranger = await newPatient(clinic, "Other Body");
  await assessed(clinic, stranger);
  const ask = (who: string, id: string) => bookOnClaim(desk(), { ...wish(who, "2026-12-08"), episodeId: id });
  await expect(ask(stranger, episodeId)).rejects.toMatchObject({ code: "not_found" });
  await expect(ask(patientId, newId())).rejects.toMatchObject({ code: "not_found" });
  await expect(ask(patientId, "x")).rejects.toMatchObject({ code: "not_found" });
  await expect(bookOnClaim(clinic.guestCtx(), { ...wish(patientId, "2026-12-08"), episodeId })).rejects.toMatchObject({
    code: "sign_in_needed",
  });
  await clinic.inside((tx) => tx.update(episodes).set({ endedOn: "2026-11-24" }).where(eq(episodes.id, episodeId)));
  await expect(ask(patientId, episodeId)).rejects.toMatchObject({ code: "not_found" });
});
