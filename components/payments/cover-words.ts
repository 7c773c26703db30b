// Who pays after the first payer, in words.
import { payerWord } from "@/components/desk/fact-words";
import { formatMoney } from "@/lib/money/money";
import type { PlanLimits } from "@/lib/plans/funding";

type Cover = { payer: string; insurer: string };

export const coverName = ({ payer, insurer }: Cover): string => {
  const word = payerWord[payer] ?? payer;
  return insurer || word.charAt(0).toUpperCase() + word.slice(1);
};

/** "80 % of each visit, at most $75.00 a visit and $500.00 a year". */
export function limitWords(limits: PlanLimits, currency: string, locale: string): string {
  const say = (minor: number) => formatMoney(minor, currency, locale);
  const most = [
    limits.perVisitMaxMinor === undefined ? null : `${say(limits.perVisitMaxMinor)} a visit`,
    limits.annualMaxMinor === undefined ? null : `${say(limits.annualMaxMinor)} a year`,
  ].filter(Boolean);
  return `${limits.percentBp / 100} % of what is left${most.length ? `, at most ${most.join(" and ")}` : ""}`;
}
