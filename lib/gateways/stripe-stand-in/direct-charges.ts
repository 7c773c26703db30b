// What charging on a connected account asks for: that it may take payments, and a fee of the application in bounds.
import { integer } from "./params.ts";
import { invalid } from "./problem.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

/** Stripe refuses until what it asked the account's owner for has come. */
export function mustCharge(world: World): void {
  if (!world.charges()) throw invalid("Your account cannot currently make charges.");
}

/** docs.stripe.com/connect/direct-charges: at most the amount, and only on an account that is not the key's own. */
export function applicationFee(
  world: World,
  form: Form | undefined,
  amountMinor: number,
  name: string,
): { applicationFeeMinor?: number } {
  const applicationFeeMinor = integer(form, "application_fee_amount", name);
  if (applicationFeeMinor === undefined) return {};
  if (world.account === "")
    throw invalid(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment " +
        "(using an OAuth key or Stripe-Account header) or destination payment.",
      name,
    );
  if (applicationFeeMinor < 1 || applicationFeeMinor > amountMinor)
    throw invalid("The application fee must be at least 1 and at most the amount.", name);
  return { applicationFeeMinor };
}
