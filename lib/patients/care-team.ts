// Whose chart a practitioner may open: that of the patients they treat, or treat together with others.
import { careTeamOf, openUntil } from "../../db/queries/care-team.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { mayDo } from "../permissions/permissions.ts";

/** Whether the actor may read what the chart says: one's own, or as somebody who treats the patient or opened it for a reason. */
export async function readsChart(ctx: TxCtx, patientId: string): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== "member") return true;
  if (!mayDo(actor, "see_chart")) return false;
  try {
    await mustTreat(ctx, patientId);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "reason_needed") return false;
    throw error;
  }
}

/**
 * After the permission and inside the transaction of every reading or writing of a chart. A patient whom nobody treats yet is open to
 * whoever begins. Answers until when a practitioner from outside the care team has it open, null for everybody else; refuses them with
 * `reason_needed` when they have not said why.
 */
export async function mustTreat(ctx: TxCtx, patientId: string): Promise<Date | null> {
  const { tx, clinicId, actor, now } = ctx;
  if (actor.kind !== "member" || mayDo(actor, "see_any_chart")) return null;
  const team = await careTeamOf(tx, clinicId, patientId);
  if (!team.length || (actor.practitionerId !== null && team.includes(actor.practitionerId))) return null;
  const until = await openUntil(tx, clinicId, actor.memberId, patientId, now);
  if (until) return until;
  throw new Refusal(
    "reason_needed",
    "You are not one of the people who treat this patient. Say why you need the chart.",
  );
}
