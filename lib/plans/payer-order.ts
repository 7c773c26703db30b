/** Who pays a visit when several payers are asked one after the other: each is asked for what the ones before it left. */

import type { PayerFee } from "../../db/seed/rows/payer-fees.ts";
import type { FundingFacts, Payer, PlanLimits } from "./funding.ts";
import { fundVisit } from "./funding.ts";
import type { LocalDate } from "../time/dates.ts";

/** A payer in its place, with what has been used of it before this visit. */
export type AskedPayer = {
  /** The patient's own cover; null for the payer of the episode. */
  coverageId: string | null;
  payer: Payer;
  planLimits?: PlanLimits | undefined;
  usedMinor: number;
  visitNumber: number;
  initialAlreadyBilledInDiscipline: boolean;
  crashDate?: LocalDate | undefined;
};

export type VisitToPay = Pick<FundingFacts, "date" | "discipline" | "priceMinor" | "attended">;

export type PayerPart = { coverageId: string | null; payer: Payer; minor: number; because: string };

/** Public insurers come before a plan of the patient's own (ICBC is the first payer; icbc.com, user fees), plans in the patient's order. */
const rank: Record<Payer, number> = { icbc: 0, worksafebc: 0, msp: 1, extended: 2, self: 3 };

export const inOrder = <Asked extends { payer: Payer; position: number }>(asked: readonly Asked[]): Asked[] =>
  asked.toSorted((a, b) => rank[a.payer] - rank[b.payer] || a.position - b.position);

/**
 * Each payer's part of the price before tax, the patient's last. The parts add up to the price; whoever pays nothing is left out, the
 * patient never is. A plan's share is of what is left when its turn comes.
 */
export function splitVisit(fees: readonly PayerFee[], order: readonly AskedPayer[], visit: VisitToPay): PayerPart[] {
  const parts: PayerPart[] = [];
  let left = visit.priceMinor;
  for (const { coverageId, payer, planLimits, crashDate, ...used } of order) {
    const { payerMinor, because } = fundVisit(fees, {
      ...visit,
      ...used,
      payer,
      priceMinor: left,
      ...(planLimits === undefined ? {} : { planLimits }),
      ...(crashDate === undefined ? {} : { crashDate }),
    });
    if (payerMinor > 0) parts.push({ coverageId, payer, minor: payerMinor, because });
    left -= payerMinor;
  }
  return [...parts, { coverageId: null, payer: "self", minor: left, because: "what no payer takes" }];
}
