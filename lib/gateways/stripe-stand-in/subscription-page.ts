// What a Checkout page in subscription mode is opened with, under Stripe's rules.
import { feePercent } from "./direct-charges.ts";
import { branch, integer, list, metadata, oneOf, requiredText, text } from "./params.ts";
import { monthMinor } from "./prices.ts";
import { invalid, missingParameter } from "./problem.ts";
import { find } from "./refunds.ts";
import type { SubscriptionMemo } from "./subscribe.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

const TWO_DAYS = 48 * 3600;

/** What it costs a month, what is due today, and what begins when it is paid. */
export function readSubscription(world: World, form: Form) {
  const [item, more] = list(form, "line_items");
  if (!item) throw missingParameter("line_items");
  if (more || branch(item, "price_data"))
    throw invalid("Only one item with a `price` is available in these test payments", "line_items");
  const price = find(
    world.state.prices,
    "price",
    requiredText(item, "price", "line_items[0][price]"),
    "line_items[0][price]",
  );
  const quantity = integer(item, "quantity", "line_items[0][quantity]");
  if (quantity === undefined || quantity < 1) throw invalid("Quantity is required", "line_items[0][quantity]");
  const about = branch(form, "subscription_data");
  const trialEnd = integer(about, "trial_end", "subscription_data[trial_end]") ?? null;
  if (trialEnd !== null && trialEnd < world.now() + TWO_DAYS)
    throw invalid("The `trial_end` date has to be at least 2 days in the future.", "subscription_data[trial_end]");
  oneOf(form, "payment_method_collection", ["always"]);
  const month = monthMinor(world, price, quantity);
  const memo: SubscriptionMemo = {
    price: price.id,
    quantity,
    trialEnd,
    feePercent: feePercent(world, about),
    description: text(about, "description") ?? null,
    metadata: metadata(about),
  };
  return { amountMinor: trialEnd === null ? month : 0, month, currency: price.currency, price, memo };
}
