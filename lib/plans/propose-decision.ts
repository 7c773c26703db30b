// What the measured scores propose at a reassessment, with the figures they rest on; the practitioner decides.
import { scoresOf } from "../../db/queries/charting.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import type { InstrumentId } from "../outcomes/instruments.ts";
import { proposeNext, type Proposal, type Scores } from "../outcomes/progress.ts";
import { daysBetween } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { loadPlan } from "./load-plan.ts";

/** What the proposal rests on, measured again at each reassessment. */
export const measuredAgain = ["nprs", "psfs", "hd28", "pgic"] as const satisfies readonly InstrumentId[];

export type DecisionProposal = { proposal: Proposal; because: string[]; figures: { baseline: Scores; now: Scores } };

/**
 * The first scores of the episode against the latest. Null while pain was measured only once. Flares are not logged with scores, and
 * count as none here. Refuses with `not_found`.
 */
export async function proposeDecision(ctx: Ctx, input: { planId: string }): Promise<DecisionProposal | null> {
  mustMay(ctx, "build_plan");
  return inTransaction(ctx, async (tctx) => {
    const state = await loadPlan(tctx, input.planId);
    const { plan, episode, template, clinic, tracks } = state;
    const all = await scoresOf(tctx.tx, ctx.clinicId, plan.patientId);
    const replaced = new Set(all.map(({ row }) => row.replacesId));
    const standing = all.filter(({ row }) => row.episodeId === episode.id && !replaced.has(row.id));
    // Newest first.
    const of = (instrument: string) =>
      standing.flatMap(({ row }) => (row.instrument === instrument ? [row.value] : []));
    const pain = of("nprs");
    if (pain.length < 2) return null;
    const scores = (at: 0 | -1): Scores => {
      const [hd28, psfs] = [of("hd28").at(at), of("psfs").at(at)];
      return { nprs: pain.at(at)!, ...(hd28 === undefined ? {} : { hd28 }), ...(psfs === undefined ? {} : { psfs }) };
    };
    const [baseline, now] = [scores(-1), scores(0)];
    const pgic = of("pgic").at(0);
    const attended = tracks[0]?.visits.filter((visit) => visit.state === "attended").length ?? 0;
    const { cap } = template.body;
    const { proposal, because } = proposeNext({
      baseline,
      now,
      ...(pgic === undefined ? {} : { pgic }),
      flareInLastTwoVisits: false,
      week: Math.max(0, Math.floor(daysBetween(plan.startOn, dateIn(ctx.now, clinic.timeZone)) / 7)),
      atCap: cap !== null && attended >= cap.visits,
    });
    return { proposal, because, figures: { baseline, now } };
  });
}
