// Adds up what a Checkout Session asks to be paid.
import { branch, currencyOf, integer, list, requiredText, text } from "./params.ts";
import { invalid, missingParameter } from "./problem.ts";
import type { Form } from "./wire.ts";

/** `name` is the first item's. Throws what Stripe answers to a wrong, mixed or too small sum. */
export function totalOf(form: Form): { amountMinor: number; currency: string; name: string } {
  const items = list(form, "line_items");
  if (items.length === 0) throw missingParameter("line_items");
  let amountMinor = 0;
  let currency: string | undefined;
  items.forEach((item, i) => {
    const price = branch(item, "price_data");
    const at = `line_items[${i}][price_data]`;
    if (!price) throw missingParameter(at);
    const itemCurrency = currencyOf(price, "currency", `${at}[currency]`);
    if (currency !== undefined && currency !== itemCurrency) throw invalid("All prices must use one currency", at);
    currency = itemCurrency;
    requiredText(branch(price, "product_data"), "name", `${at}[product_data][name]`);
    const unit = integer(price, "unit_amount", `${at}[unit_amount]`);
    if (unit === undefined) throw missingParameter(`${at}[unit_amount]`);
    if (unit < 0) throw invalid("Invalid non-negative integer", `${at}[unit_amount]`, "parameter_invalid_integer");
    const quantity = integer(item, "quantity", `line_items[${i}][quantity]`);
    if (quantity === undefined || quantity < 1) throw invalid("Quantity is required", `line_items[${i}][quantity]`);
    amountMinor += unit * quantity;
  });
  // docs.stripe.com/currencies: the least charge is 0.50 in CAD and USD.
  if (amountMinor < 50) {
    throw invalid(
      "The Checkout Session's total amount must convert to at least 50 cents.",
      undefined,
      "amount_too_small",
    );
  }
  const name = text(branch(branch(items[0], "price_data"), "product_data"), "name") ?? "";
  return { amountMinor, currency: currency ?? "", name };
}
