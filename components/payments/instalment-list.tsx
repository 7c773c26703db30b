// The instalments of a course: each with its day, its amount and how it stands, and ways to pay one that is open.
import type { ReactNode } from "react";
import { methodWord } from "@/components/desk/fact-words";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { asWritten, type Tell } from "@/lib/languages/tell";
import type { InstalmentView } from "@/lib/payments/view-instalments";

export const failedWords = {
  declined: "the card was declined",
  authentication_required: "the bank wants to ask first",
  no_card: "no card is kept for it",
} as const;

export function instalmentWords(
  one: InstalmentView,
  day: (date: string) => string,
  paidOn: string | null,
  t: Tell = asWritten,
): string {
  if (one.status === "paid")
    return [
      t(paidOn ? `Paid on ${paidOn}` : "Paid"),
      one.method ? t(methodWord[one.method] ?? one.method).toLowerCase() : "",
    ]
      .filter(Boolean)
      .join(", ");
  if (one.status === "dropped") return t("Not owed any more");
  if (one.asked) return t("Being charged to the card just now");
  if (one.status === "due") return t("Charged to the card on its day");
  const why = `Not paid: ${failedWords[one.failure ?? "declined"]}`;
  return t(one.askAgainOn ? `${why}; the card is asked again on ${day(one.askAgainOn)}` : why);
}

type Props = {
  t?: Tell;
  instalments: readonly InstalmentView[];
  day: (date: string) => string;
  dayOf: (at: Date) => string;
  money: (minor: number) => string;
  /** What can be done about one that is open. */
  pay: (one: InstalmentView) => ReactNode;
};

export function InstalmentList({ t = asWritten, instalments, day, dayOf, money, pay }: Props) {
  return (
    <RuleList label={t("Instalments")}>
      {instalments.map((one) => (
        <RuleItem
          key={one.instalmentId}
          title={<span className="figures">{day(one.dueOn)}</span>}
          detail={
            <span className={one.status === "failed" ? "text-stop" : undefined}>
              {instalmentWords(one, day, one.paidAt && dayOf(one.paidAt), t)}
            </span>
          }
          aside={
            one.status === "dropped" ? <s className="text-soft">{money(one.amountMinor)}</s> : money(one.amountMinor)
          }
        >
          {(one.status === "due" || one.status === "failed") && !one.asked ? pay(one) : null}
        </RuleItem>
      ))}
    </RuleList>
  );
}
