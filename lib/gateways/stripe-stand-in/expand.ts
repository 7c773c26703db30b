// Puts whole objects in the place of their ids, as `expand` asks for.
import type Stripe from "stripe";
import { branch, type ShapeOf } from "./params.ts";
import { invalid } from "./problem.ts";
import type { Books } from "./state.ts";
import type { Form } from "./wire.ts";

export const expandShape = { expand: [true] } satisfies ShapeOf<Stripe.PaymentIntentRetrieveParams>;

/** A copy when something was asked for; the kept object stays as it is. Paths have up to four steps. */
export function expanded<T extends object>(state: Books, form: Form, object: T): T {
  const paths = Object.values(branch(form, "expand") ?? {}).filter((path) => typeof path === "string");
  if (paths.length === 0) return object;
  const copy = structuredClone(object);
  for (const path of paths) expandAt(state, copy, path.split(".").slice(0, 5), path);
  return copy;
}

function expandAt(state: Books, object: object, steps: readonly string[], path: string): void {
  const [step = "", ...rest] = steps;
  // A list is gone through by its members.
  if (Array.isArray(object)) {
    for (const member of object)
      if (typeof member === "object" && member !== null) expandAt(state, member, steps, path);
    return;
  }
  const value = Object.hasOwn(object, step) ? (object as Record<string, unknown>)[step] : undefined;
  if (value === null) return;
  const found = typeof value === "string" ? lookUp(state, value) : value;
  if (typeof found !== "object" || found === null || steps.length > 4) {
    throw invalid(`This property cannot be expanded (${path}).`, `expand[${path}]`);
  }
  Object.assign(object, { [step]: found });
  if (rest.length > 0) expandAt(state, found, rest, path);
}

function lookUp(state: Books, id: string): object | undefined {
  const { charges, customers, invoices, paymentIntents, paymentMethods, setupIntents, subscriptions } = state;
  const found =
    customers.get(id) ??
    paymentMethods.get(id) ??
    setupIntents.get(id) ??
    paymentIntents.get(id) ??
    charges.get(id) ??
    subscriptions.get(id) ??
    invoices.get(id);
  return found === undefined ? undefined : structuredClone(found);
}
