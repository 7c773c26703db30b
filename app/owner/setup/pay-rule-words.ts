// A rule for paying a course ahead, as a sentence and as it stands in its form.
import type { PayRuleShape } from "@/components/clinic/pay-rule-form";
import type { PayRule } from "@/lib/plans/pay-terms";
import { amountText } from "../../desk/typed";

export function payRuleWords(rule: PayRule, money: (minor: number) => string): string {
  const { prepay, discountBp, mostInstalments, weeksApart, leastMinor, retryDays } = rule;
  const weeks = weeksApart === 1 ? "a week apart" : `${weeksApart} weeks apart`;
  return [
    prepay ? `whole course ahead${discountBp ? `, ${discountBp / 100} % off` : ""}` : "not ahead as a whole",
    mostInstalments === null
      ? "no instalments"
      : `up to ${mostInstalments} instalments ${weeks}, none below ${money(leastMinor ?? 0)}`,
    ...(mostInstalments === null
      ? []
      : [
          retryDays.length ? `a declined card is asked again after ${retryDays.join(", then ")} days` : "no second try",
        ]),
  ].join("; ");
}

export const payRuleShape = (rule: PayRule | undefined): PayRuleShape => ({
  prepay: rule?.prepay ?? true,
  discount: String((rule?.discountBp ?? 0) / 100),
  instalments: (rule?.mostInstalments ?? null) !== null,
  most: String(rule?.mostInstalments ?? 4),
  weeksApart: String(rule?.weeksApart ?? 4),
  least: amountText(rule?.leastMinor ?? 5_000),
  retryDays: rule ? rule.retryDays.join(", ") : "3, 5",
});
