/** Who pays a visit: the payer's part and the patient's, from the dated fee rows, before tax. */

import type { PayerDiscipline, PayerFee, PayerRule } from "../../db/seed/rows/payer-fees.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import { percentOf } from "../money/money.ts";
import { daysBetween } from "../time/dates.ts";
import type { LocalDate } from "../time/dates.ts";

export type Payer = "icbc" | "worksafebc" | "msp" | "extended" | "self";

/** What an extended-health plan pays: a share, at most so much a visit, at most so much a year. */
export type PlanLimits = { percentBp: number; perVisitMaxMinor?: number; annualMaxMinor?: number };

export type FundingFacts = {
  payer: Payer;
  /** Day of the crash; asked of ICBC claims. */
  crashDate?: LocalDate;
  /** Day of the visit. */
  date: LocalDate;
  discipline: PayerDiscipline;
  /** 1…: on the claim in this discipline (ICBC), or in the calendar year over all disciplines (MSP). */
  visitNumber: number;
  initialAlreadyBilledInDiscipline: boolean;
  /** The price before tax; of a missed visit, the fee charged for it. */
  priceMinor: number;
  planLimits?: PlanLimits;
  /** What the extended-health plan has already paid this year. */
  usedMinor?: number;
  attended: boolean;
  /** Visits approved beyond the payer's own count and window that are left for this one. */
  approvedLeft?: number;
};

export type FundingResult = {
  payer: Payer;
  payerMinor: number;
  patientMinor: number;
  covered: boolean;
  because: string;
};

type Offer = { minor: number; because: string };

const nothing = (because: string): Offer => ({ minor: 0, because });

function fromRule(rule: PayerRule, facts: FundingFacts): Offer {
  const approved = (facts.approvedLeft ?? 0) > 0;
  if (rule.days !== null) {
    const day = facts.crashDate === undefined ? -1 : daysBetween(facts.crashDate, facts.date);
    if (day < 0) return nothing("no crash on or before the day of the visit");
    if (day > rule.days && !approved)
      return nothing(`day ${day} after the crash; early access ends with day ${rule.days}`);
  }
  if (rule.visits !== null && facts.visitNumber > rule.visits && !approved) {
    return nothing(`visit ${facts.visitNumber}; ${rule.visits} are paid`);
  }
  const initial = !facts.initialAlreadyBilledInDiscipline;
  const fee = initial ? rule.initialMinor : rule.standardMinor;
  if (fee === null) return { minor: facts.priceMinor, because: "paid in full, no user fee" };
  return { minor: fee, because: initial ? "initial visit fee" : "standard visit fee" };
}

function fromPlan(facts: FundingFacts): Offer {
  const limits = facts.planLimits;
  if (!limits) return nothing("the limits of the plan are not on file");
  const left =
    limits.annualMaxMinor === undefined ? Infinity : Math.max(0, limits.annualMaxMinor - (facts.usedMinor ?? 0));
  const share = percentOf(facts.priceMinor, limits.percentBp);
  const minor = Math.min(share, limits.perVisitMaxMinor ?? Infinity, left);
  if (minor === share) return { minor, because: `${limits.percentBp / 100} % of the price` };
  return { minor, because: minor === left ? "what is left of the annual maximum" : "the maximum for a visit" };
}

function offerOf(fees: readonly PayerFee[], facts: FundingFacts): Offer {
  const { payer, discipline, date } = facts;
  if (payer === "self") return nothing("no payer but the patient");
  // Sources: ICBC, WorkSafeBC and insurers pay for treatment given; a missed visit is between clinic and patient.
  if (!facts.attended) return nothing("a missed visit is paid by no payer");
  if (payer === "extended") return fromPlan(facts);
  const row = latestRow(
    fees.filter((fee) => fee.payer === payer && fee.discipline === discipline),
    date,
  );
  return row ? fromRule(row.rule, facts) : nothing(`no ${payer} fee for ${discipline} on ${date}`);
}

/** Splits the price; the two parts always add up to it, and the payer never pays more than the price. */
export function fundVisit(fees: readonly PayerFee[], facts: FundingFacts): FundingResult {
  const { minor, because } = offerOf(fees, facts);
  const payerMinor = Math.min(minor, facts.priceMinor);
  return {
    payer: facts.payer,
    payerMinor,
    patientMinor: facts.priceMinor - payerMinor,
    covered: payerMinor > 0,
    because,
  };
}
