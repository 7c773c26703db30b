// The rows of a plan itself: its head, tracks, phases and visits, and each change of state as a fact.
import type { LocalDate } from "../../lib/time/dates.ts";
import type { PlanPreferences } from "../../lib/plans/plan-views.ts";
import { currency, type Clinic } from "./clinic.ts";
import type { PayerDiscipline } from "../../db/seed/rows/payer-fees.ts";
import type { Examined } from "./plan-start.ts";
import type { Track, Visit } from "./plan-course.ts";
import type { Scenario } from "./plan-scenarios.ts";
import type { Terms } from "./terms.ts";

export type PlanHead = Clinic["rows"]["plans"][number];

const techniques: Record<PayerDiscipline, readonly string[]> = {
  massage_therapy: ["trigger_point_pressure", "myofascial", "stretching", "home_mobility"],
  physiotherapy: ["joint_mobilisation", "therapeutic_exercise", "home_mobility"],
  acupuncture: ["needling", "breathing"],
  osteopathic_manual_practice: ["joint_mobilisation", "myofascial", "breathing"],
};

const noPreferences: PlanPreferences = {
  weekdays: [],
  partsOfDay: [],
  onlyThese: false,
  notBefore: null,
  notAfter: null,
  away: [],
  sameDay: "either",
  practitioner: "prefer_same",
};

export const textVersion = "2026-11";

/** A drafted plan; its state is moved on by the caller. */
export function addPlan(
  clinic: Clinic,
  id: string,
  scenario: Scenario,
  examined: Examined,
  tracks: readonly Track[],
  startOn: LocalDate,
  createdAt: Date,
): PlanHead {
  const { patient, episode, assessmentId, lead } = examined;
  const templateId = clinic.templateIds.get(scenario.template.code);
  if (templateId === undefined) throw new Error(`${clinic.design.slug} has no ${scenario.template.code}`);
  const used = new Set(tracks.flatMap(({ primary }) => techniques[primary.discipline.code]));
  const head: PlanHead = {
    clinicId: clinic.id,
    id,
    patientId: patient.id,
    episodeId: episode.id,
    assessmentId,
    templateId,
    leadPractitionerId: lead.id,
    status: "draft",
    startOn,
    reassess: scenario.template.reassess.map((one) => ({ ...one })),
    preferences: { ...noPreferences },
    strands: ["hands_on", "movement", "habits"],
    techniques: [...used],
    reflowPolicy: "keep_cadence",
    textVersion,
    currency,
    depositMinor: 0,
    createdAt,
    createdBy: lead.memberId,
  };
  clinic.rows.plans.push(head);
  return head;
}

export type VisitRow = Clinic["rows"]["visits"][number];

/** Tracks, phases and visits; answers with each visit's row. `termsOf` prices a visit in the order of its days. */
export function addCourse(
  clinic: Clinic,
  planId: string,
  tracks: readonly Track[],
  inOrder: readonly Visit[],
  createdAt: Date,
  terms: (visit: Visit) => Terms,
): Map<Visit, VisitRow> {
  const { rows, draw, id: clinicId, disciplineIds } = clinic;
  const phaseIds = new Map<Track, { trackId: string; phases: string[] }>();
  tracks.forEach((track, position) => {
    const { code, deep } = track.primary.discipline;
    const trackId = draw.id(createdAt);
    rows.tracks.push({
      clinicId,
      id: trackId,
      planId,
      disciplineId: disciplineIds.get(code)!,
      deep,
      primaryPractitionerId: track.primary.id,
      position,
    });
    const phases = track.phases.map(({ design, service }, index) => {
      const id = draw.id(createdAt);
      const { name, visits, targetGap, minGap, maxGap, minutes } = design;
      const gaps = { visits, targetGap, minGap, maxGap, minutes };
      rows.phases.push({ clinicId, id, trackId, serviceId: service.id, name, position: index, ...gaps });
      return id;
    });
    phaseIds.set(track, { trackId, phases });
  });
  const written = new Map<Visit, VisitRow>();
  for (const visit of inOrder) {
    const { payer, priceMinor, payerMinor, patientMinor, taxMinor, taxCode } = terms(visit);
    const { trackId, phases } = phaseIds.get(visit.track)!;
    const row: VisitRow = {
      clinicId,
      id: draw.id(createdAt),
      planId,
      trackId,
      phaseId: phases[visit.phase]!,
      number: visit.number,
      targetOn: visit.targetOn,
      windowFrom: visit.windowFrom,
      windowTo: visit.windowTo,
      provisional: false,
      createdAt,
      payer,
      priceMinor,
      payerMinor,
      patientMinor,
      taxMinor,
      taxCode,
    };
    rows.visits.push(row);
    written.set(visit, row);
  }
  return written;
}

type Fact = Omit<Clinic["rows"]["planFacts"][number], "clinicId" | "id" | "planId" | "actorKind"> & {
  actorKind?: string;
};

export function addPlanFact({ rows, draw, id: clinicId }: Clinic, planId: string, fact: Fact): void {
  const actorKind = fact.actorKind ?? (fact.memberId ? "member" : "patient");
  rows.planFacts.push({ clinicId, id: draw.id(fact.at), planId, reason: "", ...fact, actorKind });
}
