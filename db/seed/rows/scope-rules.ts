/** Which technique each profession may use, cell by cell, as the seed gives it to a clinic; its clinical lead may edit the rows. */

export type Profession = "rmt" | "physiotherapist" | "acupuncturist" | "osteopathic_practitioner";

/**
 * What a cell asks for; every pair without a row is denied. A credential carries the id of its technique,
 * unless the cell names another one after a colon.
 */
export type ScopeCell = "allowed" | "denied" | "credential" | `credential:${string}` | "consent_credential";

export type ScopeRule = {
  technique: string;
  profession: Profession;
  cell: ScopeCell;
  /** First date the row holds, `YYYY-MM-DD`; a newer row of the same cell takes over from its own date. */
  effectiveFrom: string;
  source: string;
};

// No start is known for these rows, and the colleges call most scopes unchanged by the act of 2026-04-01: they hold for every date.
const EVERY_DATE = "0001-01-01";

const PROFESSIONS = ["rmt", "physiotherapist", "acupuncturist", "osteopathic_practitioner"] as const;

const RMT = "B.C. Reg. 280/2008 (Massage Therapists) and CMTBC scope of practice, as current to June 2024";
const PHYSIO = "B.C. Reg. 288/2008 (Physical Therapists), as current to June 2024";
const ROSTER = "CPTBC dry needling roster and moratorium of 2019: authorised person by person";
const ACUPUNCTURE =
  "Traditional Chinese Medicine Practitioners and Acupuncturists Regulation, B.C., definition of acupuncture";
const UNREGULATED = "No regulation in B.C.: no restricted activities; soft tissue and mobilisation within range only";
const POLICY = "House default, for the clinical lead to confirm";

type Cells = readonly [rmt: string, physiotherapist: string, acupuncturist: string, osteopathic: string];
const SOURCES: Cells = [RMT, PHYSIO, ACUPUNCTURE, UNREGULATED];

// One line a technique, columns in the order of PROFESSIONS: + allowed, c credential,
// n the needling credential, s consent and credential, - denied.
const MATRIX: readonly [technique: string, cells: string][] = [
  ["trigger_point_pressure", "++++"],
  ["myofascial", "++++"],
  ["swedish", "++++"],
  ["stretching", "++++"],
  ["breathing", "++++"],
  ["home_mobility", "++++"],
  ["therapeutic_exercise", "++-+"],
  ["joint_mobilisation", "++-+"],
  ["spinal_thrust", "-c--"],
  ["intra_oral", "ss-s"],
  ["needling", "-c+-"],
  ["cupping", "-c+-"],
  ["tens", "-+--"],
  ["ultrasound", "-+--"],
  ["electro_acupuncture", "-n+-"],
  ["laser", "-c--"],
  ["shockwave", "-c--"],
  ["vestibular_rehab", "-c--"],
];

const CELLS: Record<string, ScopeCell> = {
  "+": "allowed",
  "-": "denied",
  c: "credential",
  n: "credential:needling",
  s: "consent_credential",
};

function sourceOf(technique: string, column: number): string {
  if (technique === "intra_oral") return POLICY;
  if (column === 1 && (technique === "needling" || technique === "electro_acupuncture")) return ROSTER;
  return SOURCES[column] ?? POLICY;
}

export const scopeRules: readonly ScopeRule[] = MATRIX.flatMap(([technique, cells]) =>
  PROFESSIONS.map((profession, column) => ({
    technique,
    profession,
    cell: CELLS[cells.charAt(column)] ?? "denied",
    effectiveFrom: EVERY_DATE,
    source: sourceOf(technique, column),
  })),
);
