// Asks every gate that stands before an offer, and again before acceptance.
import { measuredInstruments } from "../../db/queries/charting.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal, type FieldProblem } from "../errors.ts";
import { mustNotBeStopped } from "./load-plan.ts";
import { missingFor, outOfScope } from "./plan-gates.ts";
import { peopleOf } from "./plan-people.ts";
import type { PlanState } from "./plan-state.ts";

/** What is missing, and which techniques nobody may carry out. */
export async function gatesOf(
  ctx: TxCtx,
  state: PlanState,
  consents: "later" | "now",
  agreed: readonly string[] = [],
): Promise<{ missing: FieldProblem[]; outside: FieldProblem[] }> {
  const [measured, people] = await Promise.all([
    measuredInstruments(ctx.tx, ctx.clinicId, state.episode.id),
    peopleOf(ctx, state, agreed),
  ]);
  const { assessment, standing, plan } = state;
  return {
    missing: missingFor({ assessment, measured, standing, strands: plan.strands, emptyTracks: people.emptyTracks }),
    outside: outOfScope(people.places, consents),
  };
}

/**
 * `agreed`: techniques the patient agrees to just now. Refuses with `review_first`, `plan_not_ready` (fields say what is missing) or
 * `out_of_scope` (fields name the techniques).
 */
export async function passGates(
  ctx: TxCtx,
  state: PlanState,
  consents: "later" | "now",
  agreed: readonly string[] = [],
): Promise<void> {
  mustNotBeStopped(state);
  const { missing, outside } = await gatesOf(ctx, state, consents, agreed);
  if (missing.length)
    throw new Refusal("plan_not_ready", "Something is still missing before this plan can go out.", { fields: missing });
  if (outside.length)
    throw new Refusal("out_of_scope", "A technique of this plan is outside what its practitioners may do.", {
      fields: outside,
    });
}
