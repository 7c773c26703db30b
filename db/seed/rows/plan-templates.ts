/**
 * The twelve plan templates a clinic starts with. First phases lean on published doses, later ones are house defaults;
 * every number may be edited, and none of them is a proven schedule.
 */

import type { PayerDiscipline } from "./payer-fees.ts";

export type Classification =
  | "tension_type_episodic"
  | "tension_type_chronic"
  | "cervicogenic"
  | "temporomandibular"
  | "migraine"
  | "whiplash_acute"
  | "whiplash_persistent"
  | "neck_pain_chronic"
  | "post_concussion"
  | "low_back_pain_chronic";

export type Risk = "low" | "medium" | "high";

/** A gap between visits in whole local days: aimed at, and from…to still on time. */
export type TemplateGap = { targetGap: number; minGap: number; maxGap: number };

/** At most so many visits (within so many days, when given) before a reassessment has to decide. */
export type TemplateCap = { visits: number; days: number | null };

export type TemplatePhase = TemplateGap & {
  name: "intensive" | "stabilising" | "spacing_out";
  visits: number;
  minutes: number;
  cap?: TemplateCap;
};

export type TemplateTrack = {
  /** One discipline, or several of which the practitioner picks one. */
  disciplines: readonly PayerDiscipline[];
  phases: readonly TemplatePhase[];
};

export type TemplateOutcome =
  "nprs" | "hd28" | "psfs" | "pgic" | "rom" | "medication_days" | "tenderness" | "rmdq" | "jaw_opening";

export type PlanTemplate = {
  code: `T${number}`;
  name: string;
  /** Recorded classifications it is offered for; any other needs a reason. */
  classifications: readonly Classification[];
  risks: readonly Risk[];
  /** Whether it works on trigger points, so that an assessment which finds them not involved rules it out. */
  triggerPoints: boolean;
  tracks: readonly TemplateTrack[];
  /** When a reassessment is due: after a visit of that number, or so many days after the start. */
  reassess: readonly { kind: "visit" | "day"; at: number }[];
  cap: TemplateCap | null;
  capText: string | null;
  maintenance: TemplateGap | null;
  requires: "medical_assessment" | null;
  /** Day by which the application to ICBC for further visits is drafted. */
  icbcDraftDay: number | null;
  outcomes: readonly TemplateOutcome[];
  sources: readonly string[];
};

const PHASE_NAMES = ["intensive", "stabilising", "spacing_out"] as const;
const ANY_RISK = ["low", "medium", "high"] as const;

type Step = readonly [visits: number, targetGap: number, minGap: number, maxGap: number, cap?: TemplateCap];

function track(disciplines: readonly PayerDiscipline[], minutes: number, steps: readonly Step[]): TemplateTrack {
  const phases = steps.map(([visits, targetGap, minGap, maxGap, cap], index) => ({
    name: PHASE_NAMES[index] ?? "spacing_out",
    visits,
    targetGap,
    minGap,
    maxGap,
    minutes,
    ...(cap ? { cap } : {}),
  }));
  return { disciplines, phases };
}

const visit = (at: number) => ({ kind: "visit", at }) as const;
const day = (at: number) => ({ kind: "day", at }) as const;
const gap = (targetGap: number, minGap: number, maxGap: number): TemplateGap => ({ targetGap, minGap, maxGap });

const usual = {
  risks: ANY_RISK,
  triggerPoints: false,
  cap: null,
  capText: null,
  maintenance: null,
  requires: null,
  icbcDraftDay: null,
};

const MORASKA_2008 = "Moraska and Chandler 2008, PMC2565109";
const MORASKA_2017 = "Moraska 2017, Am J Phys Med Rehabil 96(9):639";
const OPTIMA = "OPTIMa guideline, Côté 2019, Eur J Pain 23:1051";
const SIRA = "MAA/SIRA whiplash guideline, 3rd edition 2014";
const NAVIGATOR = "Whiplash Navigator care pathway";
const SHERMAN_2014 = "Sherman 2014, Ann Fam Med 12:112";
const HOUSE = "House default for the later phases";

export const planTemplates: readonly PlanTemplate[] = [
  {
    ...usual,
    code: "T1",
    name: "Episodic tension-type or desk-related headache",
    classifications: ["tension_type_episodic"],
    triggerPoints: true,
    tracks: [
      track(["massage_therapy"], 45, [
        [4, 7, 5, 9],
        [3, 14, 11, 18],
        [2, 28, 21, 35],
      ]),
    ],
    reassess: [visit(4), visit(7)],
    maintenance: gap(28, 21, 42),
    outcomes: ["hd28", "nprs", "psfs"],
    sources: [MORASKA_2008, HOUSE],
  },
  {
    ...usual,
    code: "T2",
    name: "Chronic tension-type headache with trigger points",
    classifications: ["tension_type_chronic"],
    triggerPoints: true,
    tracks: [
      track(["massage_therapy"], 45, [
        [8, 4, 3, 5, { visits: 8, days: 28 }],
        [4, 7, 5, 9],
        [3, 14, 11, 18],
      ]),
    ],
    reassess: [visit(8), visit(12)],
    cap: { visits: 8, days: 28 },
    capText: "No more than 8 visits in 28 days without a reassessment",
    maintenance: gap(28, 21, 42),
    outcomes: ["hd28", "nprs", "psfs", "pgic", "tenderness"],
    sources: ["Moraska 2015, Clin J Pain 31(2):159", MORASKA_2017, OPTIMA, HOUSE],
  },
  {
    ...usual,
    code: "T3",
    name: "Headache from the neck",
    classifications: ["cervicogenic"],
    tracks: [
      track(["physiotherapy"], 40, [
        [7, 4, 3, 5],
        [3, 6, 5, 8],
        [2, 21, 14, 28],
      ]),
    ],
    reassess: [visit(7), visit(10), day(84)],
    cap: { visits: 10, days: 42 },
    capText: "No more than 10 visits in 42 days",
    outcomes: ["hd28", "nprs", "rom", "psfs"],
    sources: ["Jull 2002, Spine 27(17):1835", OPTIMA, "Haas 2018, PMC6107442", HOUSE],
  },
  {
    ...usual,
    code: "T4",
    name: "Headache with jaw trouble",
    classifications: ["temporomandibular"],
    tracks: [
      track(["massage_therapy", "physiotherapy"], 45, [
        [6, 4, 3, 6],
        [4, 7, 5, 9],
        [2, 14, 11, 18],
      ]),
    ],
    reassess: [visit(6), visit(10)],
    maintenance: gap(42, 28, 56),
    outcomes: ["nprs", "jaw_opening", "psfs"],
    sources: ["Kalamir 2013, PMC3706243", "Calixtre 2018, J Oral Rehabil", HOUSE],
  },
  {
    ...usual,
    code: "T5",
    name: "Recent whiplash, low risk",
    classifications: ["whiplash_acute"],
    risks: ["low"],
    tracks: [
      track(["physiotherapy"], 40, [
        [3, 7, 5, 9, { visits: 3, days: null }],
        [2, 14, 11, 18],
      ]),
    ],
    reassess: [day(7), day(21), day(42)],
    cap: { visits: 3, days: null },
    capText: "3 visits, then a reassessment",
    outcomes: ["nprs", "psfs", "rom"],
    sources: [NAVIGATOR, SIRA],
  },
  {
    ...usual,
    code: "T6",
    name: "Recent whiplash, medium to high risk or with headache",
    classifications: ["whiplash_acute"],
    risks: ["medium", "high"],
    tracks: [
      track(["physiotherapy"], 40, [
        [6, 4, 3, 5],
        [5, 7, 5, 9],
        [2, 14, 11, 18],
      ]),
      track(["massage_therapy"], 45, [
        [4, 7, 5, 9],
        [4, 10, 7, 14],
      ]),
    ],
    reassess: [day(21), day(42), day(84)],
    icbcDraftDay: 56,
    outcomes: ["nprs", "hd28", "psfs", "rom"],
    sources: [NAVIGATOR, SIRA, "ICBC Enhanced Care early access, crashes since 2021-05-01", HOUSE],
  },
  {
    ...usual,
    code: "T7",
    name: "Whiplash that has lasted over twelve weeks",
    classifications: ["whiplash_persistent"],
    tracks: [
      track(["physiotherapy"], 40, [
        [4, 7, 5, 10],
        [4, 14, 11, 18],
      ]),
    ],
    reassess: [visit(4), visit(8)],
    cap: { visits: 8, days: null },
    capText: "8 visits",
    outcomes: ["psfs", "nprs", "pgic"],
    sources: ["Bussières 2016, J Manipulative Physiol Ther", "PROMISE trial, Michaleff 2014, Lancet", HOUSE],
  },
  {
    ...usual,
    code: "T8",
    name: "Long-standing neck and upper shoulder pain",
    classifications: ["neck_pain_chronic"],
    triggerPoints: true,
    tracks: [
      track(["massage_therapy"], 60, [
        [8, 4, 3, 5],
        [6, 7, 5, 9],
        [2, 14, 11, 18],
      ]),
    ],
    reassess: [visit(8), visit(14)],
    maintenance: gap(28, 21, 42),
    outcomes: ["nprs", "psfs", "rom"],
    sources: [SHERMAN_2014, "Sherman 2009, Clin J Pain", "Cook 2015, Spine J", HOUSE],
  },
  {
    ...usual,
    code: "T9",
    name: "Acupuncture to prevent tension-type headache or migraine",
    classifications: ["tension_type_episodic", "tension_type_chronic", "migraine"],
    tracks: [
      track(["acupuncture"], 40, [
        [6, 4, 3, 6],
        [4, 7, 5, 9],
      ]),
    ],
    reassess: [visit(6), visit(10)],
    cap: { visits: 10, days: 56 },
    capText: "10 visits in 5 to 8 weeks; 5 more when 10 to 50 % better",
    maintenance: gap(28, 21, 42),
    outcomes: ["hd28", "medication_days", "nprs", "psfs"],
    sources: ["NICE CG150", "Linde 2016, Cochrane CD007587", "Haake 2007, GERAC, Arch Intern Med"],
  },
  {
    ...usual,
    code: "T10",
    name: "Osteopathic manual practice beside other care",
    classifications: ["migraine", "tension_type_episodic", "tension_type_chronic"],
    tracks: [
      track(["osteopathic_manual_practice"], 45, [
        [2, 7, 5, 9],
        [2, 14, 11, 18],
        [4, 28, 21, 35],
      ]),
    ],
    reassess: [visit(4), visit(8)],
    cap: { visits: 8, days: null },
    capText: "8 visits",
    outcomes: ["hd28", "nprs", "psfs", "pgic"],
    sources: [
      "Rolle 2014, J Am Osteopath Assoc",
      "Cerritelli 2017, PMC5359118: low certainty",
      "Cerritelli 2015, Complement Ther Med",
    ],
  },
  {
    ...usual,
    code: "T11",
    name: "Headache after concussion with neck findings",
    classifications: ["post_concussion"],
    tracks: [
      track(["physiotherapy"], 40, [
        [4, 7, 5, 9],
        [4, 7, 5, 10],
        [2, 21, 14, 28],
      ]),
    ],
    reassess: [day(28), day(56)],
    requires: "medical_assessment",
    outcomes: ["nprs", "hd28", "psfs"],
    sources: ["Schneider 2014, Br J Sports Med", HOUSE],
  },
  {
    ...usual,
    code: "T12",
    name: "Long-standing low back pain",
    classifications: ["low_back_pain_chronic"],
    tracks: [
      track(["massage_therapy", "physiotherapy"], 60, [
        [6, 7, 5, 9],
        [4, 10, 7, 14],
      ]),
    ],
    reassess: [visit(5), visit(10)],
    maintenance: gap(30, 28, 90),
    outcomes: ["nprs", "rmdq", "psfs"],
    sources: ["Cherkin 2011, Ann Intern Med", "Eklund 2018, PLoS ONE 13(9):e0203029", HOUSE],
  },
];
