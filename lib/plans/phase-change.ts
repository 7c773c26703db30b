// Which phase each visit to come is in after a decision at a reassessment; phases are counted from 0 within their track.

export type PhaseDecision = "progress" | "hold" | "step_back";

export type PhasesBefore = {
  /** Of the last visit that took place. */
  current: number;
  /** Of the visits to come, in order. */
  coming: readonly number[];
  /** How many of them lie before the next reassessment. */
  until: number;
  /** The track's last phase. */
  last: number;
};

const within = (phase: number, last: number): number => Math.min(last, Math.max(0, phase));

/**
 * The next visit is in the phase decided on, and all others move by as many phases as it does, so that their number stays. A phase
 * that is held, or gone back to, lasts at least until the next reassessment. A house rule.
 */
export function phasesAfter(decision: PhaseDecision, { current, coming, until, last }: PhasesBefore): number[] {
  const [first] = coming;
  if (first === undefined) return [];
  const wanted = within(current + { progress: 1, hold: 0, step_back: -1 }[decision], last);
  return coming.map((phase, index) => {
    const moved = within(phase + wanted - first, last);
    return decision !== "progress" && index < until ? Math.min(moved, wanted) : moved;
  });
}
