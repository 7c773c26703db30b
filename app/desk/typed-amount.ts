// The amount of a form about money. Refuses with what to type.
import { Refusal } from "@/lib/errors";
import { typedAmount } from "@/lib/money/money";
import { text } from "./typed";

export function amountOf(values: Record<string, string | string[]>): number {
  const amountMinor = typedAmount(text(values, "amount"));
  if (amountMinor === null || amountMinor === 0)
    throw new Refusal("invalid", "Enter the amount.", {
      fields: [{ field: "amount", message: "Enter an amount like 89.00." }],
    });
  return amountMinor;
}
