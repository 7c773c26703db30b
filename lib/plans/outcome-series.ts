// Scores as courses in time, one an instrument, with where a change from the first one begins to matter.
import { instruments, isInstrument, type InstrumentId } from "../outcomes/instruments.ts";
import { meaningfulFrom } from "../outcomes/meaningful.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

export type OutcomeSeries = {
  instrument: InstrumentId;
  name: string;
  max: number;
  moreIsBetter: boolean;
  /** Where the change from the baseline begins to matter; null where no figure is agreed. */
  meaningfulAt: number | null;
  /** Oldest first; the first one is the baseline. */
  points: { date: LocalDate; value: number }[];
};

/** The global impression of change is an answer about change already, and no course of its own. */
const notDrawn: readonly InstrumentId[] = ["pgic"];

export function outcomeSeries(
  newestFirst: readonly { instrument: string; value: number; takenAt: Date }[],
  timeZone: string,
): OutcomeSeries[] {
  const scores = newestFirst.toReversed();
  const measured = [...new Set(scores.map((score) => score.instrument))];
  return measured.filter(isInstrument).flatMap((instrument) => {
    if (notDrawn.includes(instrument)) return [];
    const points = scores.flatMap((score) =>
      score.instrument === instrument ? [{ date: dateIn(score.takenAt, timeZone), value: score.value }] : [],
    );
    const { name, max, moreIsBetter } = instruments[instrument];
    return [
      { instrument, name, max, moreIsBetter, meaningfulAt: meaningfulFrom(instrument, points[0]!.value), points },
    ];
  });
}
