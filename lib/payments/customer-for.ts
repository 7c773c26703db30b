// The customer at Stripe whose cards are a patient's: made once an account, with two ids and an e-mail address.
import type { Ctx } from "../context/context.ts";

export async function customerFor(
  ctx: Ctx,
  of: { account: string; patientId: string; customerId: string | null; email: string | null },
): Promise<string> {
  if (of.customerId) return of.customerId;
  const { id } = await ctx.gateways.stripe.of(of.account).createCustomer({
    idempotencyKey: `customer:${ctx.clinicId}:${of.patientId}`,
    metadata: { clinicId: ctx.clinicId, patientId: of.patientId },
    ...(of.email ? { email: of.email } : {}),
  });
  return id;
}
