// What each deed of the stand-in works on: its memory, its clock, and its voice.
import type Stripe from "stripe";
import type { Books, State } from "./state.ts";

type AnnouncedEvent =
  | Stripe.CheckoutSessionCompletedEvent
  | Stripe.CheckoutSessionExpiredEvent
  | Stripe.PaymentIntentSucceededEvent
  | Stripe.PaymentIntentPaymentFailedEvent
  | Stripe.PaymentIntentRequiresActionEvent
  | Stripe.PaymentIntentCanceledEvent
  | Stripe.TerminalReaderActionSucceededEvent
  | Stripe.TerminalReaderActionFailedEvent
  | Stripe.ChargeSucceededEvent
  | Stripe.ChargeFailedEvent
  | Stripe.ChargeRefundedEvent
  | Stripe.RefundCreatedEvent
  | Stripe.ChargeDisputeCreatedEvent
  | Stripe.ChargeDisputeFundsWithdrawnEvent
  | Stripe.ChargeDisputeFundsReinstatedEvent
  | Stripe.ChargeDisputeClosedEvent
  | Stripe.CustomerCreatedEvent
  | Stripe.PaymentMethodAttachedEvent
  | Stripe.PaymentMethodDetachedEvent
  | Stripe.SetupIntentRequiresActionEvent
  | Stripe.SetupIntentSetupFailedEvent
  | Stripe.SetupIntentSucceededEvent
  | Stripe.CustomerSubscriptionCreatedEvent
  | Stripe.CustomerSubscriptionUpdatedEvent
  | Stripe.CustomerSubscriptionDeletedEvent
  | Stripe.CustomerSubscriptionTrialWillEndEvent
  | Stripe.InvoiceCreatedEvent
  | Stripe.InvoiceFinalizedEvent
  | Stripe.InvoicePaidEvent
  | Stripe.InvoicePaymentFailedEvent
  | Stripe.InvoicePaymentActionRequiredEvent
  | Stripe.InvoiceVoidedEvent
  | Stripe.AccountUpdatedEvent
  | Stripe.CapabilityUpdatedEvent
  | Stripe.AccountApplicationDeauthorizedEvent;

/** An event's type with the object that belongs to it. */
export type Announcement = AnnouncedEvent extends infer E
  ? E extends AnnouncedEvent
    ? { type: E["type"]; object: E["data"]["object"] }
    : never
  : never;

export type World = {
  /** The connected account that is asked; empty for the key's own. */
  account: string;
  /** Whether it may take payments now. */
  charges(): boolean;
  state: Books;
  /** Epoch seconds, moved clock included. */
  now(): number;
  /** Queues a signed webhook; the object is copied as it is now. */
  announce(event: Announcement): void;
  /** Says that `state` changed. */
  changed(): void;
  /** Where browsers find the pay page, without a trailing slash. */
  readonly payBase: string;
  connected: Connected;
};

/** What the key's own account keeps of the others. */
export type Connected = Pick<State, "accounts" | "accountLinks">;
