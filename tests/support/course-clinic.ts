// A clinic with a team of physiotherapists, and patients who are offered the same course of twelve visits.
import * as t from "../../db/schema/index.ts";
import type { NewAppointment } from "../../lib/booking/write-rows.ts";
import { newId } from "../../lib/ids.ts";
import { draftPlan } from "../../lib/plans/draft-plan.ts";
import { offerPlan } from "../../lib/plans/offer-plan.ts";
import type { PreferencesInput } from "../../lib/plans/plans-input.ts";
import type { CourseProposal, ShownStart } from "../../lib/plans/plan-views.ts";
import { viewPlan } from "../../lib/plans/view-plan.ts";
import { addDays, daysBetween } from "../../lib/time/dates.ts";
import { instantAt } from "../../lib/time/zone.ts";
import type { ClinicOptions, TestClinic } from "./clinic.ts";
import { assessed, newPatient, planClinic, whiplashDraft } from "./plan-clinic.ts";

export type CourseClinic = TestClinic & { team: string[] };

const zone = "America/Vancouver";

/** Tom and so many others, with a room each and one to spare. */
export async function courseClinic(appUrl: string, people: number, options: ClinicOptions = {}): Promise<CourseClinic> {
  const clinic = await planClinic(appUrl, { rooms: people + 1, ...options });
  return { ...clinic, team: [clinic.ids.tom, ...(await hireTeam(clinic, people - 1))] };
}

/** Physiotherapists who work as Tom does. */
async function hireTeam(clinic: TestClinic, people: number): Promise<string[]> {
  const { clinicId, ids } = clinic;
  const own = <Row extends object>(row: Row) => ({ clinicId, id: newId(), ...row });
  const team = Array.from({ length: people }, (_, index) => ({
    clinicId,
    id: newId(),
    supplierId: ids.supplier,
    languages: ["English"],
    name: `Physiotherapist ${index + 2}`,
    title: "Physiotherapist",
    position: index + 3,
  }));
  await clinic.inside(async (tx) => {
    await tx.insert(t.practitioners).values(team);
    await tx
      .insert(t.practitionerServices)
      .values(team.map(({ id }) => own({ practitionerId: id, serviceId: ids.physio })));
    await tx
      .insert(t.weeklyHours)
      .values(
        team.flatMap(({ id }) =>
          [0, 1, 2, 3, 4, 5, 6].map((dow) =>
            own({ practitionerId: id, locationId: ids.location, dow, startMin: 9 * 60, endMin: 17 * 60 }),
          ),
        ),
      );
    await tx.insert(t.licences).values(
      team.map(({ id }, index) =>
        own({
          practitionerId: id,
          profession: "physiotherapist",
          college: "CPTBC",
          number: `90${index}`,
          credentials: [],
          restrictions: [],
          validFrom: "2020-01-01",
        }),
      ),
    );
  });
  return team.map(({ id }) => id);
}

const policy = { cancelNoticeHours: 24, lateFeeMinor: 5_000, depositMinor: 0 };

/** Gaps of a course of twelve: close together first, then wider. */
const gaps = [0, 4, 4, 4, 4, 4, 4, 6, 6, 6, 21, 21];

export type CourseStart = { practitionerId: string; startOn: string; minute: number };

/** Twelve visits at one hour with one practitioner, as an acceptance that is paid for at the clinic writes them. */
export function courseRows(clinic: CourseClinic, patientId: string, of: CourseStart): NewAppointment[] {
  let day = 0;
  return gaps.map((gap) => {
    day += gap;
    return {
      serviceId: clinic.ids.physio,
      practitionerId: of.practitionerId,
      start: instantAt(addDays(of.startOn, day), of.minute, zone),
      durationMin: 30,
      patientId,
      status: "booked",
      holdKey: `plan:${patientId}`,
      via: "plan",
      terms: {
        priceMinor: 9_500,
        taxMinor: 0,
        taxCode: "exempt",
        currency: "CAD",
        patientMinor: 9_500,
        payer: "self",
        policy,
      },
      rules: "public",
    };
  });
}

export async function addPatients(clinic: TestClinic, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await clinic.inside((tx) =>
    tx
      .insert(t.patients)
      .values(
        ids.map((id, index) => ({ clinicId: clinic.clinicId, id, name: `Patient ${index}`, createdAt: clinic.now })),
      ),
  );
  return ids;
}

export type OfferedCourse = { planId: string; patientId: string };

/** Offers the neck-headache template, twelve physiotherapy visits with whoever suits, to a new patient for each of the wishes. */
export async function offerCourses(
  clinic: CourseClinic,
  wishes: readonly PreferencesInput[],
): Promise<OfferedCourse[]> {
  const lead = clinic.memberCtx("clinical_lead");
  const offered: OfferedCourse[] = [];
  for (const [number, preferences] of wishes.entries()) {
    const patientId = await newPatient(clinic, `Course Patient ${number}`);
    const found = await assessed(clinic, patientId, {
      episode: { condition: "Headache from the neck", onset: "gradual", payer: "self" },
      classification: "cervicogenic",
    });
    const { planId } = await draftPlan(
      lead,
      whiplashDraft(clinic, patientId, found, {
        templateCode: "T3",
        trackPractitioners: [null],
        techniques: ["therapeutic_exercise"],
        preferences,
      }),
    );
    await offerPlan(lead, { planId });
    offered.push({ planId, patientId });
  }
  return offered;
}

export const shownOf = (course: CourseProposal): ShownStart[] =>
  course.proposal.flatMap(({ visitId, start, practitionerId }) =>
    start && practitionerId ? [{ visitId, start, practitionerId }] : [],
  );

/** What is wrong with a course that is said to be booked whole: visits missing, or gaps outside their phase. */
export async function faultsOfCourse(clinic: TestClinic, planId: string): Promise<string[]> {
  const plan = await viewPlan(clinic.memberCtx("clinical_lead"), { planId });
  return plan.tracks.flatMap((track) => {
    const windows = track.phases.flatMap((phase) => Array.from({ length: phase.visits }, () => phase));
    const own = plan.visits.filter(({ trackId }) => trackId === track.trackId).toSorted((a, b) => a.number - b.number);
    return own.flatMap((visit, index) => {
      if (visit.start === null) return [`${track.disciplineCode} ${visit.number} has no time`];
      const before = own[index - 1];
      if (!before) return [];
      const gap = daysBetween(before.onDate, visit.onDate);
      const { minGap, maxGap } = windows[index]!;
      return minGap <= gap && gap <= maxGap
        ? []
        : [`${track.disciplineCode} ${visit.number} comes ${gap} days after the one before`];
    });
  });
}
