// What charging on a connected account asks for: that it may take payments, and a fee of the application in bounds.
import { integer, text } from "./params.ts";
import { invalid } from "./problem.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

/** Stripe refuses until what it asked the account's owner for has come. */
export function mustCharge(world: World): void {
  if (!world.charges()) throw invalid("Your account cannot currently make charges.");
}

/** docs.stripe.com/connect/subscriptions: a share of each bill, to two places; only on an account that is not the key's own. */
export function feePercent(world: World, form: Form | undefined): number | null {
  const typed = text(form, "application_fee_percent");
  if (typed === undefined) return null;
  const name = "subscription_data[application_fee_percent]";
  const percent = Number(typed);
  if (world.account === "") throw invalid("Only a connected account pays an application fee.", name);
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(typed) || percent <= 0 || percent > 100)
    throw invalid("The fee must be above 0 and at most 100 percent, to two places.", name);
  return percent;
}

export const feeOfBill = (percent: number | null, amountMinor: number): { applicationFeeMinor?: number } => {
  const applicationFeeMinor = Math.round((amountMinor * (percent ?? 0)) / 100);
  return applicationFeeMinor > 0 ? { applicationFeeMinor } : {};
};

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
