// The addresses about kept cards: customers, setups, cards, and charging them later.
import { createCustomer, customerCreateShape } from "./customers.ts";
import { none, type Endpoint } from "./endpoint.ts";
import { expanded, expandShape } from "./expand.ts";
import { createPaymentIntent, paymentIntentCreateShape } from "./off-session.ts";
import { detachPaymentMethod } from "./payment-methods.ts";
import { find } from "./refunds.ts";

export const CARD_ENDPOINTS: readonly Endpoint[] = [
  {
    method: "POST",
    path: /^\/v1\/customers$/,
    shape: customerCreateShape,
    answer: (world, form) => createCustomer(world, form),
  },
  {
    method: "GET",
    path: /^\/v1\/customers\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => find(world.state.customers, "customer", id),
  },
  {
    method: "GET",
    path: /^\/v1\/setup_intents\/(\w+)$/,
    shape: expandShape,
    answer: (world, form, id) =>
      expanded(world.state, form, find(world.state.setupIntents, "setup_intent", id, "intent")),
  },
  {
    method: "GET",
    path: /^\/v1\/payment_methods\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => find(world.state.paymentMethods, "PaymentMethod", id, "payment_method"),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_methods\/(\w+)\/detach$/,
    shape: none,
    answer: (world, _form, id) => detachPaymentMethod(world, id),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents$/,
    shape: paymentIntentCreateShape,
    answer: (world, form) => createPaymentIntent(world, form),
  },
];
