// Ends a membership with the month that is paid, or at once while a month is open; lets it go on after all; asks its card once more.
import { membershipOf, type MembershipRow } from "../../db/queries/memberships.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { orUnavailable } from "./join-membership.ts";
import { refused, settleMembership } from "./settle-membership.ts";

/**
 * By the patient or the desk. What is paid stays to be used; a month that is open is asked for no more, and it ends at once, because nothing
 * is paid that it could end with. Refuses `not_found`, `nothing_left` when none runs, and `payments_unavailable`.
 */
export async function stopMembership(
  ctx: Ctx,
  input: { patientId: string; stop: boolean },
): Promise<{ ended: boolean }> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  const { row, id } = await running(ctx, input.patientId);
  return orUnavailable(async () => {
    const doors = ctx.gateways.stripe.of(row.stripeAccount);
    const ended = input.stop && row.status === "past_due";
    // One that has ended meanwhile is what was asked for.
    if (ended) await refused(() => doors.endNow(id));
    else await doors.cancelAtPeriodEnd(id, input.stop);
    await settleMembership(ctx, row.id, id);
    return { ended };
  });
}

/** Refuses `nothing_left` when no month is open, `payment_declined` when the card says no again, and `payments_unavailable`. */
export async function payMonthAgain(ctx: Ctx, input: { patientId: string }): Promise<void> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  const { row, id } = await running(ctx, input.patientId);
  const { openInvoiceId } = row;
  if (!openInvoiceId) throw new Refusal("nothing_left", "No month is open.");
  await orUnavailable(async () => {
    const no = await refused(() => ctx.gateways.stripe.of(row.stripeAccount).payInvoice(openInvoiceId));
    await settleMembership(ctx, row.id, id);
    if (no) throw new Refusal("payment_declined", "The card said no again. Another card may do.");
  });
}

async function running(ctx: Ctx, patientId: string): Promise<{ row: MembershipRow; id: string }> {
  const row = await inTransaction(ctx, async (t) => {
    if (!(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
    return membershipOf(t.tx, t.clinicId, patientId);
  });
  const id = row?.stripeSubscriptionId;
  if (!id || row.endedAt !== null) throw new Refusal("nothing_left", "There is no membership that runs.");
  return { row, id };
}
