// The part of Stripe's API that the stand-in answers: path, parameters, deed.
import type Stripe from "stripe";
import { checkoutCreateShape, createCheckout, expireCheckout, findCheckout, sweepCheckouts } from "./checkouts.ts";
import { listObjects, listShape } from "./lists.ts";
import { text, type Shape, type ShapeOf } from "./params.ts";
import { createRefund, find, refundCreateShape } from "./refunds.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export type Endpoint = {
  method: "GET" | "POST";
  path: RegExp;
  shape: Shape;
  answer(world: World, form: Form, id: string): object;
};

const none: Shape = {};
const sessionList = {
  ...listShape,
  status: true,
  payment_intent: true,
} satisfies ShapeOf<Stripe.Checkout.SessionListParams>;
const refundList = { ...listShape, charge: true, payment_intent: true } satisfies ShapeOf<Stripe.RefundListParams>;

export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: "POST",
    path: /^\/v1\/checkout\/sessions$/,
    shape: checkoutCreateShape,
    answer: (world, form) => createCheckout(world, form),
  },
  {
    method: "GET",
    path: /^\/v1\/checkout\/sessions$/,
    shape: sessionList,
    answer: (world, form) => {
      sweepCheckouts(world);
      const status = text(form, "status");
      const intent = text(form, "payment_intent");
      return listObjects(world.state.sessions, form, "/v1/checkout/sessions", (session) => {
        return (!status || session.status === status) && (!intent || session.payment_intent === intent);
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/checkout\/sessions\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => findCheckout(world, id),
  },
  {
    method: "POST",
    path: /^\/v1\/checkout\/sessions\/(\w+)\/expire$/,
    shape: none,
    answer: (world, _form, id) => expireCheckout(world, id),
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => find(world.state.paymentIntents, "payment_intent", id, "intent"),
  },
  {
    method: "GET",
    path: /^\/v1\/charges\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => find(world.state.charges, "charge", id),
  },
  {
    method: "POST",
    path: /^\/v1\/refunds$/,
    shape: refundCreateShape,
    answer: (world, form) => createRefund(world, form),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds$/,
    shape: refundList,
    answer: (world, form) => {
      const charge = text(form, "charge");
      const intent = text(form, "payment_intent");
      return listObjects(world.state.refunds, form, "/v1/refunds", (refund) => {
        return (!charge || refund.charge === charge) && (!intent || refund.payment_intent === intent);
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/refunds\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => find(world.state.refunds, "refund", id),
  },
];
