/** The rows of another system as they are read in: one shape a kind, each cell as text. */
import { z } from "zod";
import { typedAmount } from "../money/money.ts";
import type { DateForm } from "./import-columns.ts";

const cell = z.string().max(2000);

export const importInput = z.object({
  kind: z.enum(["patients", "appointments", "balances"]),
  dateForm: z.enum(["ymd", "dmy", "mdy"]),
  /** Only looked at: nothing stays. */
  rehearse: z.boolean(),
  rows: z
    .array(z.object({ line: z.number().int().positive().max(1_000_000), cells: z.record(z.string().max(40), cell) }))
    .min(1)
    .max(200),
});
export type ImportInput = z.output<typeof importInput>;

/** `YYYY-MM-DD` of a date written one of the three ways, whatever stands between the numbers; null for anything else. */
export function readDate(typed: string, form: DateForm): string | null {
  const parts = /^\s*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})(?:[T\s].*)?$/.exec(typed);
  if (!parts) return null;
  const [, a = "", b = "", c = ""] = parts;
  const [year, month, day] = form === "ymd" ? [a, b, c] : form === "dmy" ? [c, b, a] : [c, a, b];
  if (year!.length !== 4 || day!.length > 2 || month!.length > 2) return null;
  return `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
}

/** Minutes after midnight of `14:30`, `2:30 pm`, `2 p.m.`; null for anything else. */
export function readTime(typed: string): number | null {
  const parts = /^\s*(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap])?\.?\s?m?\.?\s*$/i.exec(typed);
  if (!parts) return null;
  const [, hours = "", minutes = "0", half] = parts;
  const hour = Number(hours);
  if (half ? hour < 1 || hour > 12 : hour > 23) return null;
  if (Number(minutes) > 59 || (!half && parts[2] === undefined)) return null;
  const noon = half ? (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0) : hour;
  return noon * 60 + Number(minutes);
}

/** Whole cents of an amount; 0 for nothing; null for anything else. */
export const readAmount = (typed: string): number | null => (typed.trim() === "" ? 0 : typedAmount(typed));
