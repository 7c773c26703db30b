// Which of a patient's screens stands: a stop stays until a clinician releases it, or until it was changed in the same sitting.
import type { ScreenTier } from "./screen.ts";

export type KeptScreen = {
  id: string;
  /** Screens of one sitting share it. */
  draftId: string | null;
  tier: string;
  answeredAt: Date;
  released: boolean;
};

export type Standing = {
  screenId: string;
  tier: ScreenTier;
  released: boolean;
  changedAfterStop: boolean;
  answeredAt: Date;
};

const isStop = (tier: string) => tier === "A" || tier === "B";

/**
 * The screen that counts, from a patient's screens in the order they were answered; null when there is none. Answers given on
 * another day do not undo a stop: an unreleased A or B stands over later clear ones. Answers changed within one sitting take
 * the place of the earlier ones, and say so.
 */
export function standingOf(screens: readonly KeptScreen[]): Standing | null {
  const sittings = new Map<string, KeptScreen[]>();
  for (const screen of screens) {
    const key = screen.draftId ?? screen.id;
    sittings.set(key, [...(sittings.get(key) ?? []), screen]);
  }
  const last = [...sittings.values()].map((sitting): Standing => {
    const counted = sitting.at(-1)!;
    return {
      screenId: counted.id,
      tier: counted.tier as ScreenTier,
      released: counted.released,
      changedAfterStop: !isStop(counted.tier) && sitting.some((screen) => isStop(screen.tier)),
      answeredAt: counted.answeredAt,
    };
  });
  const inTime = last.toSorted((a, b) => a.answeredAt.getTime() - b.answeredAt.getTime());
  return inTime.findLast((one) => isStop(one.tier) && !one.released) ?? inTime.at(-1) ?? null;
}

/** Whether nothing may be booked online, and no plan go on, until a clinician has looked. */
export const stops = (standing: { tier: ScreenTier; released: boolean } | null): boolean =>
  standing !== null && isStop(standing.tier) && !standing.released;
