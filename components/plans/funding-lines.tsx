// What is left of a payer's visits or money, with a word of warning when it ends soon.
import { Notice } from "@/components/ui/notice";
import { SummaryList } from "@/components/ui/summary-list";
import { fundingTerm, fundingWarning, fundingWords } from "@/components/plans/funding-words";
import { asWritten, type Tell } from "@/lib/languages/tell";
import type { FundingLine } from "@/lib/plans/view-funding";

type Props = { t?: Tell; lines: readonly FundingLine[]; currency: string; locale: string };

export function FundingLines({ t = asWritten, lines, currency, locale }: Props) {
  return (
    <SummaryList
      items={lines.map((line) => ({
        term: fundingTerm(line, t),
        value: fundingWords(line, { currency, locale, t }),
      }))}
    />
  );
}

/** Nothing where no funding ends soon. */
export function FundingNotice({ lines, currency, locale }: Props) {
  const ending = lines.filter((line) => line.warning !== null);
  return ending.length ? (
    <Notice
      tone="warning"
      title={
        ending.some((one) => one.warning === "over" || one.warning === "used_up")
          ? "Funding has ended"
          : "Funding is about to end"
      }
    >
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {ending.map((line) => (
          <li key={`${line.planId}${line.disciplineCode}`}>
            {`${fundingTerm(line)}: ${fundingWords(line, { currency, locale })}. ${fundingWarning[line.warning!]}`}
          </li>
        ))}
      </ul>
    </Notice>
  ) : null;
}
