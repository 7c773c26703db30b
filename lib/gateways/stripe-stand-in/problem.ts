// The refusals of the stand-in, in the error bodies that Stripe sends.
import type Stripe from "stripe";
import type { CardRefusal } from "./cards.ts";

type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

export type ProblemBody = {
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  /** Only of a `card_error`; the objects are copied when the answer is written. */
  decline_code?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
};

export class StripeProblem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** Whether the answer is kept under the idempotency key; Stripe keeps none for a request that never began. */
  readonly saved: boolean;

  constructor(status: number, body: ProblemBody, saved = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.saved = saved;
  }
}

export function unknownParameter(name: string): StripeProblem {
  return invalid(`Received unknown parameter: ${name}`, name, "parameter_unknown");
}

export function missingParameter(name: string): StripeProblem {
  return invalid(`Missing required param: ${name}.`, name, "parameter_missing");
}

export function invalid(message: string, param?: string, code?: string): StripeProblem {
  return new StripeProblem(400, {
    type: "invalid_request_error",
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

/** A request that was understood and began, and that the state of the object forbids. */
export function forbiddenByState(message: string, code?: string, param?: string): StripeProblem {
  return new StripeProblem(400, { ...invalid(message, param, code).body }, true);
}

/** The bank said no: an answer like another, kept under the key, with the payment as it stands now. */
export function cardProblem(
  refusal: CardRefusal,
  chargeId: string,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): StripeProblem {
  const { code, declineCode, message } = refusal;
  const body: ProblemBody = { type: "card_error", code, message, charge: chargeId };
  if (declineCode) body.decline_code = declineCode;
  return new StripeProblem(402, { ...body, payment_intent: intent, payment_method: method }, true);
}

export function noSuch(object: string, id: string, param = "id"): StripeProblem {
  const message = `No such ${object}: '${id}'`;
  return new StripeProblem(404, { type: "invalid_request_error", code: "resource_missing", message, param });
}
