// What anybody is shown of a plan that does not exist: the same course that drafting it would propose, with nothing kept.
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { planTemplates, servicePrices } from "../../../db/schema/index.ts";
import { bookAppointment } from "../../../lib/booking/book-appointment.ts";
import { newId } from "../../../lib/ids.ts";
import { draftPlan } from "../../../lib/plans/draft-plan.ts";
import { previewInput } from "../../../lib/plans/preview-input.ts";
import { previewJson, previewShape } from "../../../lib/plans/preview-json.ts";
import { previewPlan } from "../../../lib/plans/preview-plan.ts";
import { proposeCourse } from "../../../lib/plans/propose-course.ts";
import { addDays, daysBetween, weekdayOf } from "../../../lib/time/dates.ts";
import { wallTime } from "../../../lib/time/zone.ts";
import { clearScreen, asha, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";
import { assessed, newPatient, planClinic, whiplashDraft } from "../../support/plan-clinic.ts";

let database: FreshDatabase;
let clinic: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  clinic = await planClinic(database.appUrl, { connections: 3 });
  return () => clinic.close();
});
afterAll(() => database.drop());

const start = "2026-11-26";
type Asked = { preferences?: object; template?: string; start?: string; payer?: string; crashDate?: string };

const preview = async (asked: Asked = {}, at?: Date) =>
  previewJson(await previewPlan(clinic.guestCtx(at), previewInput.parse({ template: "T6", start, ...asked })));

type Placement = Awaited<ReturnType<typeof preview>>["placements"][number];
const wallOf = ({ start: at }: Placement) => wallTime(new Date(at!), "America/Vancouver");
const placed = (placements: readonly Placement[]) => placements.filter((visit) => visit.start !== null);

describe("the course", () => {
  test("is the one that drafting the plan proposes, start for start", async () => {
    const patientId = await newPatient(clinic, "Noor Aziz");
    const found = await assessed(clinic, patientId, {
      episode: { condition: "Neck pain", onset: "sudden", payer: "self" },
    });
    const lead = clinic.memberCtx("clinical_lead");
    const { planId } = await draftPlan(lead, whiplashDraft(clinic, patientId, found, { reason: "to compare" }));
    const drafted = await proposeCourse(lead, { planId });
    const shown = await preview();
    expect(
      shown.placements.map((visit) => [visit.discipline, visit.number, visit.start && Date.parse(visit.start)]),
    ).toEqual(drafted.proposal.map((visit) => [visit.disciplineCode, visit.number, visit.start?.getTime() ?? null]));
    expect(shown.placements.map(({ practitioner }) => practitioner)).toEqual(
      drafted.proposal.map(({ practitionerId }) => practitionerId),
    );
    expect(shown.cost.points).toBe(drafted.cost);
    expect(shown.cost).toMatchObject({ optimal: true, bound: drafted.cost });
    expect(Object.values(shown.cost.parts).reduce((sum, part) => sum + part, 0)).toBe(drafted.cost);
  });

  test("has every phase, each visit inside its window, and fits its own description", async () => {
    const shown = await preview();
    expect(previewShape.parse(shown)).toEqual(shown);
    expect(shown.phases.map(({ track, visits }) => [track, visits])).toEqual([
      [0, 6],
      [0, 5],
      [0, 2],
      [1, 4],
      [1, 4],
    ]);
    expect(shown.placements).toHaveLength(21);
    expect(placed(shown.placements)).toHaveLength(21);
    for (const visit of shown.placements) {
      expect(visit.window.from <= visit.date && visit.date <= visit.window.to).toBe(true);
      expect(visit.date).toBe(wallOf(visit).date);
    }
    expect(shown.tracks.map(({ practitioner }) => practitioner)).toEqual([clinic.ids.tom, clinic.ids.priya]);
  });

  test("keeps nothing, and knows nothing of patients", async () => {
    const rows = () =>
      clinic.inside(async (tx) => {
        const counted = await tx.execute(sql`select
          (select count(*) from plans)::int + (select count(*) from visits)::int + (select count(*) from appointments)::int
          + (select count(*) from audit)::int + (select count(*) from outbox)::int as n`);
        return counted as unknown as { n: number }[];
      });
    const before = await rows();
    const text = JSON.stringify(await preview());
    expect(await rows()).toEqual(before);
    expect(text).not.toContain(asha.name);
    expect(text).not.toContain(clinic.ids.asha);
  });

  test("never shows a time that was just booked", async () => {
    const first = (await preview()).placements.find(({ discipline }) => discipline === "massage_therapy")!;
    await bookAppointment(clinic.guestCtx(), {
      idempotencyKey: newId(),
      slot: { serviceId: clinic.ids.massage, practitionerId: first.practitioner!, start: new Date(first.start!) },
      patient: asha,
      screen: clearScreen,
      consent: true,
      pay: "clinic",
      via: "api",
    });
    const again = (await preview()).placements;
    expect(again.some((visit) => visit.start === first.start && visit.practitioner === first.practitioner)).toBe(false);
  });

  test("says which visits lie behind the last day that can be booked", async () => {
    const late = addDays("2026-11-24", 170);
    const { placements, bookableUntil, warnings } = await preview({ start: late });
    const beyond = placements.filter(({ open }) => open?.reason === "horizon");
    expect(beyond.length).toBeGreaterThan(0);
    expect(placed(placements).every(({ date }) => date <= bookableUntil)).toBe(true);
    expect(warnings.join(" ")).toContain("last day that can be booked");
  });
});

describe("wishes", () => {
  test("that always hold are never broken: hours, absences, the one practitioner", async () => {
    const away = [{ from: "2026-12-12", to: "2026-12-19" }];
    const { placements } = await preview({
      preferences: { notBefore: "10:00", notAfter: "16:00", away, practitioner: "same" },
    });
    const starts = placed(placements);
    expect(starts.length).toBeGreaterThan(15);
    for (const visit of starts) {
      const { date, minute } = wallOf(visit);
      expect(minute).toBeGreaterThanOrEqual(600);
      expect(minute + visit.durationMin).toBeLessThanOrEqual(960);
      expect(date < away[0]!.from || away[0]!.to < date).toBe(true);
    }
    for (const track of [0, 1])
      expect(
        new Set(starts.filter((visit) => visit.track === track).map(({ practitioner }) => practitioner)).size,
      ).toBe(1);
    for (const visit of placements.filter(({ open }) => open)) expect(visit.open!.text).not.toBe("");
  });

  test("for weekdays and parts of the day cost points each, and only bind when nothing else will do", async () => {
    const soft = await preview({ template: "T5", preferences: { weekdays: [2, 4], partsOfDay: ["afternoon"] } });
    expect(placed(soft.placements)).toHaveLength(5);
    const against = placed(soft.placements).map((visit) => {
      const { date, minute } = wallOf(visit);
      return ([2, 4].includes(weekdayOf(date)) ? 0 : 8) + (minute >= 720 && minute < 1020 ? 0 : 8);
    });
    expect(soft.cost.parts.preference).toBe(against.reduce((sum, points) => sum + points, 0));
    const hard = await preview({
      template: "T5",
      preferences: { weekdays: [2, 4], partsOfDay: ["afternoon"], onlyThese: true },
    });
    for (const visit of placed(hard.placements)) {
      const { date, minute } = wallOf(visit);
      expect([2, 4]).toContain(weekdayOf(date));
      expect(minute >= 720 && minute < 1020).toBe(true);
    }
  });

  test("for one day bring two disciplines together or keep them apart", async () => {
    const shared = (placements: readonly Placement[]) => {
      const days = placed(placements).map(({ date }) => date);
      return days.length - new Set(days).size;
    };
    const together = await preview({ preferences: { sameDay: "together" } });
    const apart = await preview({ preferences: { sameDay: "apart" } });
    expect(shared(together.placements)).toBeGreaterThan(0);
    expect(together.cost.parts.pairing).toBe(-6 * shared(together.placements));
    expect(shared(apart.placements)).toBe(0);
  });
});

describe("who pays", () => {
  const sums = ({ priceMinor, taxMinor, pays }: Placement["money"]) => [
    priceMinor - pays.reduce((sum, part) => sum + part.minor, 0),
    taxMinor - pays.reduce((sum, part) => sum + part.taxMinor, 0),
  ];

  test("is the patient when nobody else is named, visit by visit and in all", async () => {
    const { placements, money } = await preview();
    for (const visit of placements)
      expect([visit.money.pays.map(({ who }) => who), sums(visit.money)]).toEqual([["patient"], [0, 0]]);
    expect(money.all.priceMinor).toBe(13 * 9_500 + 8 * 12_800);
    expect(money.all.taxMinor).toBe(8 * 640);
    expect(money.firm.visits).toBeLessThan(money.all.visits);
  });

  test("is ICBC for its days and visits, the patient for the rest", async () => {
    const crashDate = "2026-11-13";
    const { placements, money, warnings } = await preview({ payer: "icbc", crashDate });
    for (const visit of placements) expect(sums(visit.money)).toEqual([0, 0]);
    for (const visit of placements.filter(({ date }) => daysBetween(crashDate, date) > 84))
      expect(visit.money.pays.map(({ who }) => who)).toEqual(["patient"]);
    expect(placements[0]!.money.pays.map(({ who }) => who)).toEqual(["icbc", "patient"]);
    const total = (who: string) =>
      placements
        .flatMap((visit) => visit.money.pays)
        .reduce((sum, part) => sum + (part.who === who ? part.minor : 0), 0);
    expect(money.all.pays.map(({ who, minor }) => [who, minor])).toEqual([
      ["icbc", total("icbc")],
      ["patient", total("patient")],
    ]);
    expect(warnings.join(" ")).toContain("the patient's own");
  });
});

describe("a question that cannot be answered", () => {
  const refused = async (asked: Asked) => {
    const error = await preview(asked).catch((reason: unknown) => reason);
    return error as { code: string; fields: { field: string }[] };
  };

  test("names a template of nobody, or of another clinic", async () => {
    expect((await refused({ template: "T99" })).code).toBe("not_found");
    const other = await planClinic(database.appUrl, { connections: 2 });
    await other.inside((tx) =>
      tx.insert(planTemplates).values({
        clinicId: other.clinicId,
        id: newId(),
        code: "T77",
        version: 1,
        name: "Another clinic's own",
        body: {},
        effectiveFrom: "2024-01-01",
      }),
    );
    expect((await refused({ template: "T77" })).code).toBe("not_found");
    await other.close();
  });

  test("starts before today or behind the booking horizon", async () => {
    for (const day of ["2026-11-23", "2027-05-24", "2027-11-26"]) {
      const { code, fields } = await refused({ start: day });
      expect([code, fields.map(({ field }) => field)]).toEqual(["invalid", ["start"]]);
    }
    expect((await preview({ start: "2026-11-24" })).start).toBe("2026-11-24");
  });

  test("has wishes nobody knows, or no sense", () => {
    const fieldsOf = (body: object) =>
      previewInput.safeParse({ template: "T6", start, ...body }).error?.issues.map(({ path }) => path.join("."));
    expect(fieldsOf({})).toBeUndefined();
    expect(fieldsOf({ start: "2026-02-30" })).toEqual(["start"]);
    expect(fieldsOf({ template: 6 })).toEqual(["template"]);
    expect(fieldsOf({ preferences: { weekday: [1] } })).toEqual(["preferences"]);
    expect(fieldsOf({ preferences: { weekdays: [0] } })).toEqual(["preferences.weekdays.0"]);
    expect(fieldsOf({ preferences: { notBefore: "25:00" } })).toEqual(["preferences.notBefore"]);
    expect(fieldsOf({ preferences: { notBefore: "12:00", notAfter: "11:00" } })).toEqual(["preferences.notAfter"]);
    expect(fieldsOf({ preferences: { away: [{ from: "2026-12-19", to: "2026-12-12" }] } })).toEqual([
      "preferences.away.0.to",
    ]);
    expect(fieldsOf({ payer: "icbc" })).toEqual(["crashDate"]);
    expect(fieldsOf({ payer: "extended" })).toEqual(["planLimits"]);
  });
});

test("prices may be a minute old, and not more", async () => {
  const priceOf = async (at: Date) => (await preview({ template: "T5" }, at)).placements[0]!.money.priceMinor;
  const { now } = clinic;
  expect(await priceOf(now)).toBe(9_500);
  await clinic.inside((tx) =>
    tx.update(servicePrices).set({ priceMinor: 9_900 }).where(eq(servicePrices.serviceId, clinic.ids.physio)),
  );
  expect(await priceOf(new Date(now.getTime() + 59_000))).toBe(9_500);
  expect(await priceOf(new Date(now.getTime() + 60_000))).toBe(9_900);
});
