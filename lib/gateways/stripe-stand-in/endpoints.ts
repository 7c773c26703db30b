// The part of Stripe's API that the stand-in answers: path, parameters, deed.
import type Stripe from "stripe";
import { ACCOUNT_ENDPOINTS } from "./account-endpoints.ts";
import { BILLING_ENDPOINTS } from "./billing-endpoints.ts";
import { checkoutCreateShape, createCheckout } from "./checkout-create.ts";
import { expireCheckout, findCheckout, sweepCheckouts } from "./checkouts.ts";
import { CARD_ENDPOINTS } from "./card-endpoints.ts";
import { none, type Endpoint } from "./endpoint.ts";
import { READER_ENDPOINTS } from "./reader-endpoints.ts";
import { expanded, expandShape } from "./expand.ts";
import { listObjects, listShape } from "./lists.ts";
import { intentUpdateShape, notePayment } from "./note-payment.ts";
import { text, type ShapeOf } from "./params.ts";
import { createRefund, find, refundCreateShape } from "./refunds.ts";

const sessionList = {
  ...listShape,
  status: true,
  payment_intent: true,
} satisfies ShapeOf<Stripe.Checkout.SessionListParams>;
const refundList = { ...listShape, charge: true, payment_intent: true } satisfies ShapeOf<Stripe.RefundListParams>;

const disputeList = { ...listShape, charge: true, payment_intent: true } satisfies ShapeOf<Stripe.DisputeListParams>;

export const ENDPOINTS: readonly Endpoint[] = [
  ...ACCOUNT_ENDPOINTS,
  ...CARD_ENDPOINTS,
  ...BILLING_ENDPOINTS,
  ...READER_ENDPOINTS,
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
    shape: expandShape,
    answer: (world, form, id) => expanded(world.state, form, findCheckout(world, id)),
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
    shape: expandShape,
    answer: (world, form, id) =>
      expanded(world.state, form, find(world.state.paymentIntents, "payment_intent", id, "intent")),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(\w+)$/,
    shape: intentUpdateShape,
    answer: (world, form, id) =>
      notePayment(world, form, find(world.state.paymentIntents, "payment_intent", id, "intent")),
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
  {
    method: "GET",
    path: /^\/v1\/disputes$/,
    shape: disputeList,
    answer: (world, form) => {
      const charge = text(form, "charge");
      const intent = text(form, "payment_intent");
      return listObjects(world.state.disputes, form, "/v1/disputes", (dispute) => {
        return (!charge || dispute.charge === charge) && (!intent || dispute.payment_intent === intent);
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/disputes\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => find(world.state.disputes, "dispute", id, "dispute"),
  },
];
