// Opens the Stripe SDK against Stripe itself, or against another server on the same wire with test keys only.
import Stripe from "stripe";

export type StripeConfig = {
  secretKey: string;
  webhookSecret: string;
  /** Another server that speaks Stripe's protocol, such as `http://127.0.0.1:4242`. Refused for live keys. */
  apiBase?: string;
  /** Whether each clinic has to connect an account of its own; else one without takes payments on the key's own account. */
  connect?: boolean;
};

const TIMEOUT_MS = 8_000;

/** For one connected account, or the key's own. Throws a sentence that says what to set when the configuration cannot be safe. */
export function connectStripe(config: StripeConfig, account = ""): Stripe {
  if (!/^(sk|rk)_(test|live)_\w+$/.test(config.secretKey)) {
    throw new Error("The Stripe secret key must look like sk_test_… or sk_live_…: set STRIPE_SECRET_KEY.");
  }
  // Without a secret anybody's event would verify.
  if (!/^whsec_\S{8,}$/.test(config.webhookSecret)) {
    throw new Error("The Stripe webhook secret must look like whsec_…: set STRIPE_WEBHOOK_SECRET.");
  }
  return new Stripe(config.secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    // Every request of this client speaks for the account.
    ...(account ? { stripeAccount: account } : {}),
    ...(config.apiBase === undefined ? {} : address(config.apiBase, config.secretKey)),
  });
}

function address(apiBase: string, secretKey: string) {
  if (/^(sk|rk)_live_/.test(secretKey)) {
    throw new Error("A live Stripe key must only ever be sent to Stripe: remove the API address or use a test key.");
  }
  if (!URL.canParse(apiBase)) throw new Error(`The Stripe API address is not a URL: ${apiBase}`);
  const url = new URL(apiBase);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Error(`The Stripe API address must start with http:// or https://: ${apiBase}`);
  }
  const protocol: "http" | "https" = url.protocol === "http:" ? "http" : "https";
  return { protocol, host: url.hostname, port: url.port || (protocol === "http" ? "80" : "443") };
}
