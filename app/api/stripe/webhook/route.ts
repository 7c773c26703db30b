// Stripe's events: verified by signature over the raw body, each applied once.
import { UnverifiedEventError } from "@/lib/gateways/gateway-error";
import { applyStripeEvent } from "@/lib/payments/apply-stripe-event";
import { contextFor } from "@/lib/server/contexts";
import { gateways } from "@/lib/server/pool";
import { boundedText, json, problem, route } from "@/lib/server/route";

export const POST = (request: Request) =>
  route(request, { signed: true }, async () => {
    const body = await boundedText(request);
    try {
      const event = gateways().stripe.verifyEvent(body, request.headers.get("stripe-signature"));
      const outcome = await applyStripeEvent(
        (clinicId) => contextFor(clinicId, { kind: "system", name: "stripe" }),
        event,
      );
      return json({ received: true, outcome });
    } catch (error) {
      if (error instanceof UnverifiedEventError) return problem(400, "invalid", error.message);
      throw error;
    }
  });
