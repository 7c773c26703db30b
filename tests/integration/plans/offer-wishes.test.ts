// What a patient asks of an offer, from the address of the page to the course: each wish kept, or priced, as it says.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acceptPlan } from "../../../lib/plans/accept-plan.ts";
import { adjustPlan } from "../../../lib/plans/adjust-plan.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../../lib/plans/offer-plan.ts";
import type { PlanPreferences, ProposedVisit } from "../../../lib/plans/plan-views.ts";
import { viewOffer, viewPlan } from "../../../lib/plans/view-plan.ts";
import { wishesOf } from "../../../lib/plans/wishes.ts";
import { weekdayOf } from "../../../lib/time/dates.ts";
import { wallTime } from "../../../lib/time/zone.ts";
import type { TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import {
  assessed,
  licenseTomForMassage,
  newPatient,
  planClinic,
  whiplashDraft,
  yes,
} from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
let patientId = "";
let planId = "";
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  clinic = await planClinic(database.appUrl, { connections: 3 });
  await licenseTomForMassage(clinic);
  const lead = clinic.memberCtx("clinical_lead");
  patientId = await newPatient(clinic, "Noor Aziz");
  const found = await assessed(clinic, patientId);
  ({ planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found, { trackPractitioners: [null, null] })));
  await offerPlan(lead, { planId });
  return () => clinic.close();
});
afterAll(() => database.drop());

const patient = () => clinic.patientCtx(patientId);

/** The wishes of the page's address. */
async function wished(address: string): Promise<PlanPreferences> {
  const asked = new URLSearchParams(`wishes=1&${address}`);
  const query = Object.fromEntries([...asked.keys()].map((name) => [name, asked.getAll(name)]));
  return wishesOf(query, (await viewPlan(patient(), { planId })).preferences);
}

type Placed = ProposedVisit & { start: Date };
async function placed(address: string): Promise<Placed[]> {
  const { course } = await viewOffer(patient(), { planId, preferences: await wished(address) });
  return course.proposal.filter((visit): visit is Placed => visit.start !== null);
}

const minuteOf = ({ start }: Placed) => wallTime(start, "America/Vancouver").minute;

describe("an offer", () => {
  test("has no visit before ten, none that is over after four", async () => {
    const visits = await placed("notBefore=600&notAfter=960");
    expect(visits).toHaveLength(21);
    expect(visits.filter((visit) => minuteOf(visit) < 600 || minuteOf(visit) + visit.minutes > 960)).toEqual([]);
  });

  test("has no visit while the patient is away", async () => {
    const visits = await placed("awayFrom=2026-12-12&awayTo=2026-12-19&awayFrom=2027-01-04&awayTo=");
    expect(visits.length).toBeGreaterThan(15);
    const inside = visits.filter(
      ({ onDate }) => (onDate >= "2026-12-12" && onDate <= "2026-12-19") || onDate === "2027-01-04",
    );
    expect(inside).toEqual([]);
  });

  test("comes on the weekdays and at the times of day that suit, the more the better", async () => {
    const suits = (visits: Placed[]) =>
      visits.filter(
        (visit) => [2, 4, 5].includes(weekdayOf(visit.onDate)) && minuteOf(visit) >= 720 && minuteOf(visit) < 1020,
      );
    const soft = await placed("weekdays=2&weekdays=4&weekdays=5&partsOfDay=afternoon");
    expect(soft).toHaveLength(21);
    expect(suits(soft).length).toBeGreaterThan(suits(await placed("")).length);
    const hard = await placed("weekdays=2&weekdays=4&weekdays=5&partsOfDay=afternoon&onlyThese=yes");
    expect(suits(hard)).toEqual(hard);
    expect(hard.length).toBeGreaterThan(0);
  });

  test("is always with the same person, where that is the wish", async () => {
    const visits = await placed("practitioner=same");
    const who = (code: string) =>
      new Set(visits.flatMap((visit) => (visit.disciplineCode === code ? [visit.practitionerId] : [])));
    expect(visits).toHaveLength(21);
    expect([who("physiotherapy").size, who("massage_therapy").size]).toEqual([1, 1]);
  });

  test("brings two disciplines together on a day, or never does", async () => {
    const shared = (visits: Placed[]) => visits.length - new Set(visits.map(({ onDate }) => onDate)).size;
    expect(shared(await placed("sameDay=together"))).toBeGreaterThan(0);
    expect(shared(await placed("sameDay=apart"))).toBe(0);
  });
});

test("what was wished when the patient said yes stays with the plan", async () => {
  const preferences = await wished("notBefore=600&awayFrom=2026-12-12&awayTo=2026-12-19&practitioner=same");
  const accepted = await acceptPlan(
    patient(),
    yes(planId, { signedName: "Noor Aziz", signedHow: "online", preferences }),
  );
  expect(accepted.changed).toBe(false);
  const plan = await viewPlan(patient(), { planId });
  expect(plan.preferences).toEqual(preferences);
  const booked = plan.visits.filter(({ start }) => start !== null);
  expect(booked.length).toBeGreaterThan(15);
  expect(booked.filter(({ onDate }) => onDate >= "2026-12-12" && onDate <= "2026-12-19")).toEqual([]);
  expect(booked.filter(({ start }) => wallTime(start!, "America/Vancouver").minute < 600)).toEqual([]);
});

test("one practitioner of two disciplines keeps the time between two visits of a day, so that the course can be booked", async () => {
  const lead = clinic.memberCtx("clinical_lead");
  const { tracks } = await viewPlan(lead, { planId });
  await adjustPlan(lead, {
    planId,
    preferences: { sameDay: "together" },
    tracks: tracks.map(({ trackId }) => ({ trackId, primaryPractitionerId: clinic.ids.tom })),
  });
  await offerPlan(lead, { planId });
  const accepted = await acceptPlan(patient(), yes(planId, { signedName: "Noor Aziz", signedHow: "online" }));
  expect(accepted.changed).toBe(false);
  const { visits } = await viewPlan(patient(), { planId });
  const booked = visits.flatMap(({ start, end }) => (start && end ? [{ start, end }] : []));
  expect(booked).toHaveLength(21);
  const gaps = booked
    .toSorted((a, b) => a.start.getTime() - b.start.getTime())
    .flatMap(({ start }, index, all) => (index ? [(start.getTime() - all[index - 1]!.end.getTime()) / 60_000] : []));
  expect(gaps.filter((minutes) => minutes < 10)).toEqual([]);
  expect(gaps.filter((minutes) => minutes <= 45).length).toBeGreaterThan(0);
});
