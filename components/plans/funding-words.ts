// What is left of a payer's visits or money, in words for both who treat and who are treated.
import { payerWord } from "@/components/desk/fact-words";
import { asWritten, type Tell } from "@/lib/languages/tell";
import { formatMoney } from "@/lib/money/money";
import type { FundingLine } from "@/lib/plans/view-funding";
import { sayShortDateOfYear } from "@/lib/time/say";

type Locale = { currency: string; locale: string; t?: Tell };

export const fundingTerm = ({ payer, disciplineName }: FundingLine, t: Tell = asWritten): string =>
  payer === "icbc"
    ? `ICBC, ${t(disciplineName).toLowerCase()}`
    : payer === "msp"
      ? "MSP"
      : t(payerWord[payer] ?? payer).replace(/^./, (letter) => letter.toUpperCase());

/** "8 of 12 visits used, 2 booked, 2 left until Mar 30, 2026". An insurer knows better what is left of a plan of its own. */
export function fundingWords(line: FundingLine, { currency, locale, t = asWritten }: Locale): string {
  const day = line.until && sayShortDateOfYear(line.until, locale);
  const until = day ? ` ${t(`until ${day}`)}` : "";
  if (line.visits === null) {
    const left = t(`about ${formatMoney(line.leftMinor ?? 0, currency, locale)} left`);
    return `${left}${until}; ${t("the insurer knows exactly")}`;
  }
  const booked = line.booked ? `, ${t(`${line.booked} booked`)}` : "";
  const used = `${t(`${line.given} of ${line.visits} visits used`)}${booked}`;
  if (line.warning === "over") return `${used}; ${t(day ? `the time ended ${day}` : "the time ended")}`;
  return `${used}, ${t(`${line.left} left`)}${until}`;
}

/** Why it is worth a thought now. */
export const fundingWarning: Record<NonNullable<FundingLine["warning"]>, string> = {
  over: "The payer’s time is over: visits from now on are the patient’s, unless more is approved.",
  used_up: "All that the payer pays is used: further visits are the patient’s, unless more is approved.",
  most_used: "Three quarters or more of what the payer pays is used.",
  closing: "The payer’s time ends within four weeks.",
};
