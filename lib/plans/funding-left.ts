/** What a payer still pays in one discipline: visits used and left of its window, until which day, and when to warn. */

import type { PayerFee } from "../../db/seed/rows/payer-fees.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import { beyondWindow, type Approval } from "./approvals.ts";
import type { Payer, PlanLimits } from "./funding.ts";

export type Funded = {
  episodeId: string;
  payer: Payer;
  crashDate: LocalDate | null;
  planLimits: PlanLimits | null;
  disciplineCode: string;
};

/** A visit of the patient that a payer was, or will be, asked for. */
export type Used = {
  episodeId: string | null;
  payer: string;
  disciplineCode: string;
  date: LocalDate;
  given: boolean;
  payerMinor: number;
};

/** `over`: the window has closed; `used_up`: no visit is left; `most_used`: 75 % are; `closing`: four weeks of the window are left. */
export type FundingWarning = "over" | "used_up" | "most_used" | "closing";

export type FundingLeft = {
  payer: Payer;
  disciplineCode: string;
  /** Visits that are paid in all; null where only money is counted. */
  visits: number | null;
  given: number;
  /** To come, and counted as used. */
  booked: number;
  left: number | null;
  /** What is left of an extended plan's year; null where visits are counted. */
  leftMinor: number | null;
  /** The last day that is paid; the year's for what is counted by the year. */
  until: LocalDate | null;
  warning: FundingWarning | null;
};

/** Warn at 75 % of the count, and by day 56 of the 84 (four weeks before the end): facts on ICBC, early access treatments. */
const warnAtPercent = 75;
const warnBeforeDays = 28;

/** `uses` in order of time. Null where the payer counts nothing here, or pays nothing in the discipline. */
export function fundingLeft(
  fees: readonly PayerFee[],
  { episodeId, payer, crashDate, planLimits, disciplineCode }: Funded,
  uses: readonly Used[],
  today: LocalDate,
  approvals: readonly Approval[] = [],
): FundingLeft | null {
  const year = today.slice(0, 4);
  const ofYear = uses.filter((use) => use.payer === payer && use.date.startsWith(year));
  if (payer === "extended") {
    if (planLimits?.annualMaxMinor === undefined) return null;
    return ofMoney(planLimits.annualMaxMinor, ofYear, { payer, disciplineCode, until: `${year}-12-31` });
  }
  const rule = latestRow(
    fees.filter((fee) => fee.payer === payer && fee.discipline === disciplineCode),
    today,
  )?.rule;
  if (!rule || rule.visits === null) return null;
  if (payer === "msp") return ofVisits(rule.visits, ofYear, { payer, disciplineCode, until: `${year}-12-31` }, today);
  if (crashDate === null || rule.days === null) return null;
  const mine = uses.filter(
    (use) => use.payer === payer && use.episodeId === episodeId && use.disciplineCode === disciplineCode,
  );
  const window = { visits: rule.visits, until: addDays(crashDate, rule.days) };
  const more = approvals.filter((one) => one.disciplineCode === disciplineCode && one.validUntil >= today);
  if (!more.length) return ofVisits(rule.visits, mine, { payer, disciplineCode, until: window.until }, today);
  // What of the payer's own visits was not used in their time is gone; what was approved comes on top.
  const own = today <= window.until ? rule.visits : mine.length - beyondWindow(mine, window).length;
  const until = more.reduce((last, one) => (one.validUntil > last ? one.validUntil : last), window.until);
  const visits = own + more.reduce((sum, one) => sum + one.visits, 0);
  return ofVisits(visits, mine, { payer, disciplineCode, until }, today);
}

type Of = { payer: Payer; disciplineCode: string; until: LocalDate };

function ofVisits(visits: number, uses: readonly Used[], of: Of, today: LocalDate): FundingLeft {
  const given = uses.filter((use) => use.given).length;
  const booked = uses.length - given;
  const days = daysBetween(today, of.until);
  // A calendar year begins anew by itself: only a window that does not is closing.
  const closes = of.payer === "icbc" && days <= warnBeforeDays;
  const warning =
    days < 0
      ? "over"
      : given >= visits
        ? "used_up"
        : given * 100 >= visits * warnAtPercent
          ? "most_used"
          : closes
            ? "closing"
            : null;
  return { ...of, visits, given, booked, left: Math.max(0, visits - given - booked), leftMinor: null, warning };
}

function ofMoney(mostMinor: number, uses: readonly Used[], of: Of): FundingLeft {
  const given = uses.filter((use) => use.given);
  const sum = (some: readonly Used[]) => some.reduce((total, use) => total + use.payerMinor, 0);
  const warning =
    sum(given) >= mostMinor ? "used_up" : sum(given) * 100 >= mostMinor * warnAtPercent ? "most_used" : null;
  return {
    ...of,
    visits: null,
    given: given.length,
    booked: uses.length - given.length,
    left: null,
    leftMinor: Math.max(0, mostMinor - sum(uses)),
    warning,
  };
}
