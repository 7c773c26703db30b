// How shares are said: percent with what they are drawn from, the difference to an earlier day, and one finding a picture.
export type Share = { n: number; of: number; rate: number | null };

export const tooFew = "Too few to say";

export const percentOf = (rate: number): number => Math.round(rate * 100);

export const sayRate = ({ rate }: Share): string => (rate === null ? tooFew : `${percentOf(rate)}%`);

/** `2 points more than on Tue, Oct 27`; empty where either says nothing. */
export function sayChange(now: Share, before: Share, day: string): string {
  if (now.rate === null || before.rate === null) return "";
  const points = percentOf(now.rate) - percentOf(before.rate);
  if (points === 0) return `as on ${day}`;
  return `${Math.abs(points)} ${Math.abs(points) === 1 ? "point" : "points"} ${points > 0 ? "more" : "less"} than on ${day}`;
}

/** Neither best nor worst is named: `Between 78% and 91% of the visits that were due took place.` */
export function sayRange(shares: readonly Share[], what: string): string {
  const rates = shares.flatMap(({ rate }) => (rate === null ? [] : percentOf(rate)));
  if (rates.length === 0) return `Too few to say yet how many ${what}.`;
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  return low === high ? `${low}% of the ${what}, everywhere.` : `Between ${low}% and ${high}% of the ${what}.`;
}

type Phase = { name: string; planned: number; attended: number };

/** In which phase most planned care does not happen, as a share of it. */
export function sayPhases(phases: readonly Phase[], fewest = 5): string {
  const told = phases.filter(({ planned }) => planned >= fewest);
  const lost = ({ planned, attended }: Phase) => (planned - attended) / planned;
  const most = told.toSorted((a, b) => lost(b) - lost(a))[0];
  if (!most) return "Too few visits have been due to say in which phase care is lost.";
  const missing = most.planned - most.attended;
  if (missing === 0) return "Every visit that was due took place.";
  return `Most is lost in “${most.name}”: ${missing} of ${most.planned} visits that were due did not take place.`;
}
