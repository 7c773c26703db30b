// The addresses about what is billed every month: products, prices, subscriptions and their bills.
import type Stripe from "stripe";
import { none, type Endpoint } from "./endpoint.ts";
import { expanded, expandShape } from "./expand.ts";
import { payInvoice, paymentsOf, voidInvoice } from "./invoices.ts";
import { listObjects, listShape } from "./lists.ts";
import { branch, text, type ShapeOf } from "./params.ts";
import { createPrice, createProduct, priceCreateShape, productCreateShape } from "./prices.ts";
import { find } from "./refunds.ts";
import {
  endSubscription,
  paidFor,
  subscriptionUpdateShape,
  sweepSubscriptions,
  updateSubscription,
} from "./subscriptions.ts";
import type { Form } from "./wire.ts";

const priceList = { ...listShape, lookup_keys: [true], active: true } satisfies ShapeOf<Stripe.PriceListParams>;
const invoiceList = { ...listShape, subscription: true } satisfies ShapeOf<Stripe.InvoiceListParams>;

const paths = (form: Form) => Object.values(branch(form, "expand") ?? {}).filter((path) => typeof path === "string");

export const BILLING_ENDPOINTS: readonly Endpoint[] = [
  {
    method: "POST",
    path: /^\/v1\/products$/,
    shape: productCreateShape,
    answer: (world, form) => createProduct(world, form),
  },
  {
    method: "POST",
    path: /^\/v1\/prices$/,
    shape: priceCreateShape,
    answer: (world, form) => createPrice(world, form),
  },
  {
    method: "GET",
    path: /^\/v1\/prices$/,
    shape: priceList,
    answer: (world, form) => {
      const keys = Object.values(branch(form, "lookup_keys") ?? {});
      return listObjects(world.state.prices, form, "/v1/prices", ({ lookup_key: key }) => {
        return keys.length === 0 || (key !== null && keys.includes(key));
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/subscriptions\/(\w+)$/,
    shape: expandShape,
    answer: (world, form, id) => {
      sweepSubscriptions(world);
      return expanded(world.state, form, find(world.state.subscriptions, "subscription", id));
    },
  },
  {
    method: "POST",
    path: /^\/v1\/subscriptions\/(\w+)$/,
    shape: subscriptionUpdateShape,
    answer: (world, form, id) => updateSubscription(world, id, form),
  },
  {
    method: "DELETE",
    path: /^\/v1\/subscriptions\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) =>
      endSubscription(world, find(world.state.subscriptions, "subscription", id), "cancellation_requested"),
  },
  {
    method: "GET",
    path: /^\/v1\/invoices$/,
    shape: invoiceList,
    answer: (world, form) => {
      const of = text(form, "subscription");
      return listObjects(world.state.invoices, form, "/v1/invoices", (invoice) => {
        return !of || invoice.parent?.subscription_details?.subscription === of;
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/invoices\/(\w+)$/,
    shape: expandShape,
    answer: (world, form, id) => {
      const invoice = find(world.state.invoices, "invoice", id, "invoice");
      const asked = paths(form).some((path) => path.startsWith("payments"));
      return expanded(world.state, form, asked ? { ...invoice, payments: paymentsOf(world, invoice) } : invoice);
    },
  },
  {
    method: "POST",
    path: /^\/v1\/invoices\/(\w+)\/pay$/,
    shape: none,
    answer: (world, _form, id) =>
      payInvoice(world, id, (of) => paidFor(world, find(world.state.subscriptions, "subscription", of))),
  },
  {
    method: "POST",
    path: /^\/v1\/invoices\/(\w+)\/void$/,
    shape: none,
    answer: (world, _form, id) => voidInvoice(world, id),
  },
];
