// An object of Stripe's that an event names, or null when Stripe knows of none there.
import { GatewayError } from "../gateways/gateway-error.ts";

export async function fetched<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GatewayError && error.kind === "invalid") return null;
    throw error;
  }
}
