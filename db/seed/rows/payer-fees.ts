/** What the public payers of British Columbia pay for a visit, as dated rows of whole cents; a newer row takes over from its date. */

export type PayerDiscipline = "massage_therapy" | "physiotherapy" | "acupuncture" | "osteopathic_manual_practice";

export type PayerRule = {
  /** Fee of the first visit of the claim in this discipline; null where the payer has no fee of its own and pays the price. */
  initialMinor: number | null;
  standardMinor: number | null;
  /** Most visits paid: on the claim in one discipline (ICBC), in a calendar year over all (MSP); null without a limit here. */
  visits: number | null;
  /** Days from the crash within which a visit is paid, the last one included; null without such a window. */
  days: number | null;
};

export type PayerFee = {
  payer: "icbc" | "worksafebc" | "msp";
  discipline: PayerDiscipline;
  /** First date the row holds, `YYYY-MM-DD`. */
  effectiveFrom: string;
  rule: PayerRule;
  source: string;
};

const ICBC =
  "ICBC Enhanced Care early access treatments, fees effective 2025-04-01 (secondary source: capria.care fee guide)";
const WORKSAFEBC = "WorkSafeBC provider pages: no user fee and no payment for missed visits";
const MSP = "gov.bc.ca, MSP supplementary benefits: $23 a visit, ten visits a calendar year over all disciplines";

// No start is known for these two payers' rows: they hold for every date.
const EVERY_DATE = "0001-01-01";

const icbc = (discipline: PayerDiscipline, initialMinor: number, standardMinor: number, visits: number): PayerFee => ({
  payer: "icbc",
  discipline,
  effectiveFrom: "2025-04-01",
  rule: { initialMinor, standardMinor, visits, days: 84 },
  source: ICBC,
});

const worksafebc = (discipline: PayerDiscipline): PayerFee => ({
  payer: "worksafebc",
  discipline,
  effectiveFrom: EVERY_DATE,
  rule: { initialMinor: null, standardMinor: null, visits: null, days: null },
  source: WORKSAFEBC,
});

const msp = (discipline: PayerDiscipline): PayerFee => ({
  payer: "msp",
  discipline,
  effectiveFrom: EVERY_DATE,
  rule: { initialMinor: 2300, standardMinor: 2300, visits: 10, days: null },
  source: MSP,
});

// Osteopathic manual practice stands in none of the three lists, so it has no row and nothing is paid.
export const payerFees: readonly PayerFee[] = [
  icbc("physiotherapy", 15_100, 9500, 25),
  icbc("massage_therapy", 12_800, 10_500, 12),
  icbc("acupuncture", 13_200, 11_300, 12),
  worksafebc("physiotherapy"),
  worksafebc("massage_therapy"),
  worksafebc("acupuncture"),
  msp("physiotherapy"),
  msp("massage_therapy"),
  msp("acupuncture"),
];
