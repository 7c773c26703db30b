// Who pays each visit of a course: prices and tax of its day, split between payer and patient in the order the visits happen.
import type { PayerDiscipline, PayerFee, PayerRule } from "../../db/seed/rows/payer-fees.ts";
import type { PriceView } from "../clinic/catalogue-views.ts";
import { sharesOf } from "../money/share.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { approvedLeft, type Approval, type OwnWindow } from "./approvals.ts";
import { fundVisit, type Payer, type PlanLimits } from "./funding.ts";
import { instalmentParts, type PayTerms } from "./pay-terms.ts";
import type { CourseProposal, CourseTotals, VisitMoney } from "./plan-views.ts";

export type StoredPayerRule = {
  payer: string;
  discipline: string;
  effectiveFrom: LocalDate;
  rule: Record<string, unknown>;
  source: string;
};

/** Payer rows as the database keeps them; their vocabulary is checked when they are written. */
export const payerFeesOf = (rows: readonly StoredPayerRule[]): PayerFee[] =>
  rows.map((row) => ({
    payer: row.payer as PayerFee["payer"],
    discipline: row.discipline as PayerDiscipline,
    effectiveFrom: row.effectiveFrom,
    rule: row.rule as PayerRule,
    source: row.source,
  }));

export type Funding = {
  fees: readonly PayerFee[];
  payer: Payer;
  crashDate: LocalDate | null;
  planLimits: PlanLimits | null;
  /** What the payer was asked for before, in this clinic; `onClaim` when on the same episode. */
  /** Beyond the payer's own rules, on this claim. */
  approvals?: readonly Approval[];
  history: readonly { onClaim: boolean; disciplineCode: string; date: LocalDate; payerMinor: number }[];
};

export type PricedVisit = {
  visitId: string;
  disciplineCode: string;
  date: LocalDate;
  price: PriceView;
  /** When nobody but the patient pays it; the same where it is missing. */
  alone?: PriceView;
};

/** Money of each visit by its id. Visits of one day are counted in the order given. */
export function moneyOfCourse(visits: readonly PricedVisit[], funding: Funding): Map<string, VisitMoney> {
  const inOrder = visits.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const paid = [...funding.history];
  const money = new Map<string, VisitMoney>();
  for (const visit of inOrder) {
    const { disciplineCode, date, price } = visit;
    const year = date.slice(0, 4);
    const before = paid.filter((one) =>
      funding.payer === "msp" ? one.date.startsWith(year) : one.onClaim && one.disciplineCode === disciplineCode,
    );
    const usedMinor = paid
      .filter((one) => one.date.startsWith(year))
      .reduce((sum, { payerMinor }) => sum + payerMinor, 0);
    const funded = fundVisit(funding.fees, {
      payer: funding.payer,
      ...(funding.crashDate === null ? {} : { crashDate: funding.crashDate }),
      date,
      discipline: disciplineCode as PayerDiscipline,
      visitNumber: before.length + 1,
      initialAlreadyBilledInDiscipline: before.length > 0,
      priceMinor: price.priceMinor,
      ...(funding.planLimits === null ? {} : { planLimits: funding.planLimits }),
      usedMinor,
      approvedLeft: approvedFor(funding, visit, before),
      attended: true,
    });
    // A visit that nobody but the patient pays is the patient's own, whoever was asked.
    const payer: Payer = funded.covered ? funding.payer : "self";
    if (funded.covered) paid.push({ onClaim: true, disciplineCode, date, payerMinor: funded.payerMinor });
    const due = funded.covered ? price : (visit.alone ?? price);
    const patientMinor = due.priceMinor - funded.payerMinor;
    money.set(visit.visitId, {
      payer,
      priceMinor: due.priceMinor,
      payerMinor: funded.payerMinor,
      patientMinor,
      taxMinor: due.taxMinor,
      patientTaxMinor: sharesOf({ ...due, patientMinor }).patient.taxMinor,
      taxCode: due.taxCode,
      because: funded.because,
    });
  }
  return money;
}

/** `before` in the order in which they were counted; an approval counts by day. */
function approvedFor(funding: Funding, { disciplineCode, date }: PricedVisit, before: Funding["history"]): number {
  const window = ownWindow(funding, disciplineCode, date);
  const approvals = (funding.approvals ?? []).filter((one) => one.disciplineCode === disciplineCode);
  if (!window || !approvals.length) return 0;
  return approvedLeft(
    approvals,
    window,
    before.toSorted((a, b) => a.date.localeCompare(b.date)),
    date,
  );
}

/** The payer's own count and last day in a discipline; null without such a window. ICBC: day 84 from the crash. */
export function ownWindow(
  { fees, payer, crashDate }: Pick<Funding, "fees" | "payer" | "crashDate">,
  disciplineCode: string,
  date: LocalDate,
): OwnWindow | null {
  if (crashDate === null) return null;
  const rule = latestRow(
    fees.filter((fee) => fee.payer === payer && fee.discipline === disciplineCode),
    date,
  )?.rule;
  if (!rule || rule.days === null) return null;
  return { visits: rule.visits ?? Infinity, until: addDays(crashDate, rule.days) };
}

type Counted = Pick<VisitMoney, "patientMinor" | "payerMinor" | "patientTaxMinor"> & {
  provisional: boolean;
  placed: boolean;
};

/** Sums without provisional visits: those are unpaid until the reassessment. Open visits count towards nothing but their number. */
export function totalsOf(visits: readonly Counted[], currency: string): CourseTotals {
  const firm = visits.filter((visit) => visit.placed && !visit.provisional);
  const sum = (of: (visit: Counted) => number) => firm.reduce((total, visit) => total + of(visit), 0);
  const patientMinor = sum((visit) => visit.patientMinor);
  const taxMinor = sum((visit) => visit.patientTaxMinor);
  return {
    patientMinor,
    payerMinor: sum((visit) => visit.payerMinor),
    taxMinor,
    dueMinor: patientMinor + taxMinor,
    currency,
    count: visits.filter((visit) => visit.placed).length,
    provisionalCount: visits.filter((visit) => visit.placed && visit.provisional).length,
    openCount: visits.filter((visit) => !visit.placed).length,
  };
}

/**
 * What each way of paying asks for now: never more than the patient's share of the firm visits; nothing where a way is not offered.
 * `visits` in order of time; `wholeMinor`: all of them, where they are paid ahead.
 */
export function dueNowOf(
  visits: readonly Counted[],
  totals: CourseTotals,
  { depositMinor, wholeMinor, terms }: { depositMinor: number; wholeMinor: number; terms: PayTerms },
): CourseProposal["dueNow"] {
  const first = visits.find((visit) => visit.placed && !visit.provisional);
  return {
    deposit: Math.min(depositMinor, totals.dueMinor),
    first_visit: first ? first.patientMinor + first.patientTaxMinor : 0,
    whole: terms.prepay ? wholeMinor : 0,
    instalments: instalmentParts(terms, totals.dueMinor)?.[0] ?? 0,
    clinic: 0,
  };
}
