// How a patient does, for the patient: the scores of their plan in time.
import { episodeScores } from "../../db/queries/charting.ts";
import { planRow } from "../../db/queries/plans.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { mustHaveProvedSelf } from "../patients/own-proof.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { mustOwn } from "./load-plan.ts";
import { outcomeSeries, type OutcomeSeries } from "./outcome-series.ts";

/** Refuses with `not_found`, also to a patient whose plan it is not, and with `proof_needed`. */
export async function ownOutcomes(ctx: Ctx, input: { planId: string }): Promise<OutcomeSeries[]> {
  mustMay(ctx, "see_own_record");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const plan = isId(input.planId) ? await planRow(tx, clinicId, input.planId) : null;
    if (!plan || ownPatientOf(ctx.actor) === null) throw notFound("plan");
    mustOwn(ctx, plan);
    mustHaveProvedSelf(ctx);
    const [scores, clinic] = [await episodeScores(tx, clinicId, plan.episodeId), await loadClinic(tctx)];
    return outcomeSeries(scores, clinic.timeZone);
  });
}
