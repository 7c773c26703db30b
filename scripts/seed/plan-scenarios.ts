// Which plans a made-up clinic has: some long finished, some in each phase, some that need somebody's attention.
import { planTemplates, type Classification, type PlanTemplate, type Risk } from "../../db/seed/rows/plan-templates.ts";
import type { Clinic } from "./clinic.ts";
import type { Episode, Named } from "./patients.ts";

export type Ending =
  /** Done: discharged with goals met, at a reassessment, by the patient, referred on, or simply no longer coming. */
  | "goals_met"
  | "reassessment"
  | "patient_choice"
  | "referred"
  | "lapsed"
  /** Going on: as planned, with misses, with nothing booked, or resting. */
  | "running"
  | "behind"
  | "nothing_booked"
  | "on_hold"
  /** Not begun: assessed only, drafted, offered, offered and let lie. */
  | "assessed"
  | "draft"
  | "offered"
  | "offer_expired";

export type Scenario = {
  template: PlanTemplate;
  classification: Classification;
  risk: Risk;
  condition: string;
  payer: Episode["payer"];
  /** Days from the crash to the first visit. */
  crashDays?: number;
  /** Days from today to the first visit. */
  startsIn: number;
  ending: Ending;
  as?: Named;
  /** Practitioners by name, one a track. */
  with?: readonly string[];
};

const conditions: Record<Classification, string> = {
  tension_type_episodic: "Tension-type headache, now and then",
  tension_type_chronic: "Tension-type headache on most days",
  cervicogenic: "Headache that starts in the neck",
  temporomandibular: "Jaw pain with headache",
  migraine: "Migraine, diagnosed by a physician",
  whiplash_acute: "Neck pain and headache since a crash",
  whiplash_persistent: "Neck pain months after a crash",
  neck_pain_chronic: "Long-standing neck and shoulder pain",
  post_concussion: "Headache after a concussion",
  low_back_pain_chronic: "Long-standing low back pain",
};

const frequency: Record<string, number> = {
  T1: 5,
  T2: 5,
  T3: 5,
  T4: 3,
  T5: 2,
  T6: 5,
  T7: 2,
  T8: 5,
  T9: 4,
  T10: 3,
  T11: 1,
  T12: 3,
};

function templateOf(code: string): PlanTemplate {
  const found = planTemplates.find((one) => one.code === code);
  if (!found) throw new Error(`no template ${code}`);
  return found;
}

/** A scenario of a template with what is usual for it. */
export function usualScenario({ draw, design }: Clinic, template: PlanTemplate) {
  const classification = draw.pick(template.classifications);
  const crash = classification.startsWith("whiplash");
  const icbc = crash && design.region === "BC";
  const payer: Episode["payer"] = icbc
    ? "icbc"
    : draw.weighted([
        ["self", 55],
        ["extended", 38],
        ["msp", design.region === "BC" ? 7 : 0],
      ] as const);
  return {
    template,
    classification,
    risk: draw.pick(template.risks),
    condition: conditions[classification],
    payer,
    ...(icbc ? { crashDays: classification === "whiplash_persistent" ? draw.whole(95, 160) : draw.whole(6, 24) } : {}),
  };
}

/** In the order in which they began. */
export function scenariosOf(clinic: Clinic): Scenario[] {
  const { draw, design, templateIds } = clinic;
  const weights = planTemplates
    .filter(({ code }) => templateIds.has(code))
    .map((template) => [template, frequency[template.code] ?? 1] as const);
  // More people than the calendar can carry come without a plan, or wait.
  const crowd = Math.min(design.patients, design.months * 45);
  const some = (share: number, least: number) => Math.max(least, Math.round(crowd * share));
  const make = (ending: Ending, count: number, from: number, to: number): Scenario[] =>
    Array.from({ length: count }, () => ({
      ...usualScenario(clinic, draw.weighted(weights)),
      ending,
      startsIn: draw.whole(from, to),
    }));
  const oldest = -Math.round(design.months * 30.4) + 20;
  const recent = Math.max(oldest, -150);
  return [
    ...make("goals_met", some(0.13, 6), oldest, recent),
    ...make("reassessment", some(0.015, 1), oldest, recent),
    ...make("patient_choice", some(0.02, 1), oldest, recent),
    ...make("referred", some(0.01, 1), oldest, recent),
    ...make("lapsed", some(0.022, 2), oldest, recent),
    ...make("running", some(0.035, 3), -24, -3),
    ...make("running", some(0.035, 3), -70, -25),
    ...make("running", some(0.01, 1), -110, -71),
    ...make("behind", some(0.018, 2), -60, -20),
    ...make("nothing_booked", some(0.032, 5), -75, -22),
    ...make("on_hold", some(0.009, 2), -50, -25),
    ...make("draft", some(0.008, 1), 3, 6),
    ...make("offered", some(0.009, 1), 3, 6),
    ...make("offer_expired", some(0.005, 1), -7, -5),
    ...(design.slug === "harbour" ? namedScenarios(clinic) : []),
  ].toSorted((a, b) => a.startsIn - b.startsIn);
}

/** The people whom the tour and the tests know by name. */
function namedScenarios(clinic: Clinic): Scenario[] {
  const whiplash = {
    ...usualScenario(clinic, templateOf("T6")),
    risk: "medium",
    payer: "icbc",
    crashDays: 11,
  } as const;
  const desk = { ...usualScenario(clinic, templateOf("T1")), payer: "self" } as const;
  return [
    {
      ...whiplash,
      startsIn: 2,
      ending: "assessed",
      as: { name: "Asha Rao", birthDate: "1988-04-12", email: "asha.rao@example.test" },
      with: ["Tom Okafor", "Priya Nair"],
    },
    {
      ...whiplash,
      startsIn: -26,
      ending: "running",
      as: { name: "Leo Martin", birthDate: "1979-09-30", email: "leo.martin@example.test" },
      with: ["Tom Okafor", "Priya Nair"],
    },
    {
      ...desk,
      startsIn: 4,
      ending: "offered",
      as: { name: "Nora Klein", birthDate: "1993-02-17", email: "nora.klein@example.test" },
      with: ["Priya Nair"],
    },
  ];
}
