// Reads single texts out of what a form sent.
import { Refusal } from "@/lib/errors";
import { typedAmount } from "@/lib/money/money";

type Typed = Record<string, string | string[]>;

/** The trimmed text; of a repeated name the last one, so that a pressed button wins over a chosen radio. */
export function text(values: Typed, name: string): string {
  const value = values[name];
  return (Array.isArray(value) ? (value.at(-1) ?? "") : (value ?? "")).trim();
}

export const texts = (values: Typed, name: string): string[] => {
  const value = values[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one) => one.trim() !== "");
};

/** A date typed in three boxes as `YYYY-MM-DD`; an empty text when none was typed. */
export function dateParts(values: Typed, name: string): string {
  const parts = ["Year", "Month", "Day"].map((part) => text(values, `${name}${part}`));
  if (parts.every((part) => part === "")) return "";
  return parts.map((part, index) => part.padStart(index === 0 ? 4 : 2, "0")).join("-");
}

/** A whole number of at most four digits; undefined for anything else. */
export const wholeNumber = (typed: string): number | undefined => (/^\d{1,4}$/.test(typed) ? Number(typed) : undefined);

/** Cents as they stand in an amount field: "89.00". */
export const amountText = (minor: number): string => (minor / 100).toFixed(2);

/** The amount of a form about money, above 0. Refuses with what to type. */
export function amountOf(values: Record<string, string | string[]>): number {
  const amountMinor = typedAmount(text(values, "amount"));
  if (amountMinor === null || amountMinor === 0)
    throw new Refusal("invalid", "Enter the amount.", {
      fields: [{ field: "amount", message: "Enter an amount like 89.00." }],
    });
  return amountMinor;
}
