/** Comparing scores and shares of scores, which are decimals, without being misled by the last binary digit. */

const TOLERANCE = 1e-9;

/** Whether the value reaches the bound, with a tolerance of 1e-9. */
export function reaches(value: number, bound: number): boolean {
  return value >= bound - TOLERANCE;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
