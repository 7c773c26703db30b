// What each visit of a package costs, and what is left of it.
import { allocate } from "./money.ts";

/** One amount a visit, which add up to what was paid; a cent that cannot be shared is on the first ones. */
export const packageParts = (totalMinor: number, sessions: number): number[] =>
  allocate(
    totalMinor,
    Array.from({ length: sessions }, () => 1),
  );

/** The number of the next visit to use, from 1; null when all are used. One that was given back is used first. */
export function nextPart(sessions: number, used: readonly number[]): number | null {
  for (let number = 1; number <= sessions; number++) if (!used.includes(number)) return number;
  return null;
}
