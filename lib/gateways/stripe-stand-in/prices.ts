// Products and their prices a month: one amount for each, or one amount for all by the band that their number falls into.
import type Stripe from "stripe";
import { buildPrice, buildProduct } from "./billing-objects.ts";
import { branch, currencyOf, integer, list, metadata, oneOf, requiredText, text, type ShapeOf } from "./params.ts";
import { invalid, missingParameter } from "./problem.ts";
import { find } from "./refunds.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const productCreateShape = { name: true, metadata: "map" } satisfies ShapeOf<Stripe.ProductCreateParams>;

export const priceCreateShape = {
  product: true,
  currency: true,
  unit_amount: true,
  lookup_key: true,
  billing_scheme: true,
  tiers_mode: true,
  tiers: [{ up_to: true, flat_amount: true }],
  recurring: { interval: true },
} satisfies ShapeOf<Stripe.PriceCreateParams>;

/** `upTo` null: and more. */
export type Band = { upTo: number | null; flatMinor: number };

export function createProduct(world: World, form: Form): Stripe.Product {
  const product = buildProduct(requiredText(form, "name"), metadata(form), world.now());
  world.state.products.set(product.id, product);
  world.changed();
  return product;
}

export function createPrice(world: World, form: Form): Stripe.Price {
  const product = find(world.state.products, "product", requiredText(form, "product"), "product");
  if (oneOf(branch(form, "recurring"), "interval", ["month"], "recurring[interval]") === undefined)
    throw missingParameter("recurring[interval]");
  const tiered = oneOf(form, "billing_scheme", ["per_unit", "tiered"]) === "tiered";
  const bands = tiered ? bandsOf(form) : null;
  const unitMinor = tiered ? null : unitOf(form);
  const lookupKey = text(form, "lookup_key") ?? null;
  if (lookupKey !== null && [...world.state.prices.values()].some((known) => known.lookup_key === lookupKey))
    throw invalid(`A price (\`${lookupKey}\`) already uses that lookup key.`, "lookup_key");
  const currency = currencyOf(form, "currency");
  const price = buildPrice({ product: product.id, currency, unitMinor, lookupKey, created: world.now() });
  world.state.prices.set(price.id, price);
  if (bands) world.state.bands.set(price.id, bands);
  world.changed();
  return price;
}

function unitOf(form: Form): number {
  const unit = integer(form, "unit_amount");
  if (unit === undefined) throw missingParameter("unit_amount");
  if (unit < 0) throw invalid("Invalid non-negative integer", "unit_amount", "parameter_invalid_integer");
  return unit;
}

/** Stripe wants them ascending, the last one without an end. */
function bandsOf(form: Form): Band[] {
  if (oneOf(form, "tiers_mode", ["volume"]) === undefined) throw missingParameter("tiers_mode");
  const bands = list(form, "tiers").map((tier, i): Band => {
    const upTo = requiredText(tier, "up_to", `tiers[${i}][up_to]`);
    const flatMinor = integer(tier, "flat_amount", `tiers[${i}][flat_amount]`);
    if (flatMinor === undefined) throw missingParameter(`tiers[${i}][flat_amount]`);
    return { upTo: upTo === "inf" ? null : (integer(tier, "up_to", `tiers[${i}][up_to]`) ?? 0), flatMinor };
  });
  const ends = bands.map(({ upTo }) => upTo ?? Infinity);
  if (ends.at(-1) !== Infinity || ends.some((end, i) => end <= (ends[i - 1] ?? 0)))
    throw invalid("Tiers must be ascending, and the last one must be up to `inf`.", "tiers");
  return bands;
}

/** What a month costs for so many. */
export function monthMinor(world: World, price: Stripe.Price, quantity: number): number {
  const bands = world.state.bands.get(price.id);
  if (!bands) return (price.unit_amount ?? 0) * quantity;
  return bands.find(({ upTo }) => upTo === null || quantity <= upTo)?.flatMinor ?? 0;
}
