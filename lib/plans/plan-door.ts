// Whose plan a signed link names, asked before anybody has shown who they are.
import { planForMoney } from "../../db/queries/money.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";

/** The patient's id; never shown. */
export async function patientOfPlan(ctx: Ctx, input: { planId: string }): Promise<string> {
  mustMay(ctx, "manage_own_booking");
  const plan = await inTransaction(ctx, (t) => planForMoney(t.tx, t.clinicId, input.planId));
  if (!plan) throw notFound("plan");
  return plan.patientId;
}
