// Turns what the Stripe SDK throws into the kinds of failure that the rest of the system acts on.
import Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";

/** Never returns; anything that is not Stripe's is a fault and passes through unchanged. */
export function throwGatewayError(error: unknown): never {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const options = { code: error.code ?? null, cause: error };
  if (error instanceof Stripe.errors.StripeCardError) throw new GatewayError("declined", error.message, options);
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    throw new GatewayError("idempotency_mismatch", error.message, options);
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError)
    throw new GatewayError("invalid", error.message, options);
  // A connected account whose owner took the access away: the key is good, and asking again changes nothing.
  if (error instanceof Stripe.errors.StripePermissionError && error.code === "account_invalid")
    throw new GatewayError("invalid", "Stripe does not let us act for this account any more.", options);
  if (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  ) {
    // Stripe's message names part of the key, so it is not repeated.
    throw new GatewayError("unavailable", "Stripe refuses the secret key: check STRIPE_SECRET_KEY.", {
      code: "authentication",
      cause: error,
    });
  }
  throw new GatewayError("unavailable", error.message, options);
}

/** Runs one SDK call and lets only `GatewayError`s and faults out. */
export async function callStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throwGatewayError(error);
  }
}
