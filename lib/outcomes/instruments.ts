/**
 * The instruments a score may come from: range, direction and what it measures. Licensed questionnaires (HIT-6, NDI, ODI, DASH,
 * PROMIS) are kept as a total only, never with their items.
 */

export type Measures = "symptom" | "function" | "change";

export type Instrument = {
  name: string;
  measures: Measures;
  min: number;
  max: number;
  /** Whether a higher score is better. */
  moreIsBetter: boolean;
  version: string;
};

const symptom = (name: string, max: number): Instrument => ({
  name,
  measures: "symptom",
  min: 0,
  max,
  moreIsBetter: false,
  version: "1",
});
const ability = (name: string, max: number, moreIsBetter: boolean, min = 0): Instrument => ({
  name,
  measures: "function",
  min,
  max,
  moreIsBetter,
  version: "1",
});

// Ranges: Stratford 1995 (PSFS), Roland and Morris 1983 (RMDQ), Kosinski 2003 (HIT-6), Vernon and Mior 1991 (NDI, in percent).
export const instruments = {
  nprs_now: symptom("Pain, now (0–10)", 10),
  nprs: symptom("Pain, average of seven days (0–10)", 10),
  nprs_worst: symptom("Pain, worst of seven days (0–10)", 10),
  hd28: symptom("Headache days in 28", 28),
  medication_days: symptom("Days with acute medication in 28", 28),
  tenderness: symptom("Tenderness (0–3)", 3),
  soreness: symptom("Soreness after a visit (0–10)", 10),
  psfs: ability("Patient-specific function (0–10)", 10, true),
  rmdq: ability("Roland–Morris back disability (0–24)", 24, false),
  rom: ability("Neck rotation, degrees", 180, true),
  jaw_opening: ability("Jaw opening, millimetres", 80, true),
  hit6: ability("HIT-6, total (36–78)", 78, false, 36),
  ndi: ability("NDI, percent", 100, false),
  odi: ability("ODI, percent", 100, false),
  dash: ability("DASH, total (0–100)", 100, false),
  promis: ability("PROMIS, T-score", 100, true),
  pgic: {
    name: "Global impression of change (1–7)",
    measures: "change",
    min: 1,
    max: 7,
    moreIsBetter: false,
    version: "1",
  },
} as const satisfies Record<string, Instrument>;

export type InstrumentId = keyof typeof instruments;

export const isInstrument = (id: string): id is InstrumentId => Object.hasOwn(instruments, id);

export const instrumentIds = Object.keys(instruments) as InstrumentId[];

/** Whether any of the measured instruments measures this. */
export const covers = (measured: readonly string[], what: Measures): boolean =>
  measured.some((id) => isInstrument(id) && instruments[id].measures === what);
