// A whole number as somebody types or chooses it.
import { z } from "zod";

export function typedWhole(min: number, max: number) {
  const problem = `Choose a number from ${min} to ${max}.`;
  return z
    .union([z.number(), z.string()])
    .refine((typed) => /^\d{1,2}$/.test(String(typed).trim()), problem)
    .transform(Number)
    .refine((value) => value >= min && value <= max, problem);
}
