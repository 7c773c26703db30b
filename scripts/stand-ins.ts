// The local stand-ins for what the product needs from outside: payments and mail.
import path from "node:path";
import { startMailbox } from "../lib/gateways/mailbox/mailbox.ts";
import { startStripeStandIn } from "../lib/gateways/stripe-stand-in/stripe-stand-in.ts";
import { localSecret } from "./local-secret.ts";
import { rememberedPort } from "./ports.ts";

export type StandIns = {
  /** What the web and worker processes need to reach them. */
  env: Record<string, string>;
  /** The page that shows the mail; undefined with SMTP_URL. */
  mailUrl?: string;
  /** Undefined with STRIPE_SECRET_KEY. */
  stripeUrl?: string;
  stop(): Promise<void>;
};

/** Starts a mailbox unless SMTP_URL is set and a payment server unless STRIPE_SECRET_KEY is; both keep their state in `directory`. */
export async function startStandIns(directory: string, appUrl: string): Promise<StandIns> {
  const mail = process.env["SMTP_URL"] ? undefined : await openMailbox(directory);
  const stripe = process.env["STRIPE_SECRET_KEY"] ? undefined : await openStripe(directory, appUrl);
  return {
    env: { ...mail?.env, ...stripe?.env },
    ...(mail ? { mailUrl: mail.url } : {}),
    ...(stripe ? { stripeUrl: stripe.url } : {}),
    stop: async () => {
      await Promise.all([mail?.stop(), stripe?.stop()]);
    },
  };
}

async function openMailbox(directory: string) {
  const smtpPort = await rememberedPort(path.join(directory, "smtp.port"));
  const webPort = await rememberedPort(path.join(directory, "mailbox.port"));
  const mailbox = await startMailbox({ smtpPort, webPort, dataFile: path.join(directory, "mailbox.json") });
  const url = `http://localhost:${webPort}`;
  return { url, env: { SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, MAILBOX_URL: url }, stop: () => mailbox.close() };
}

async function openStripe(directory: string, appUrl: string) {
  const port = await rememberedPort(path.join(directory, "stripe.port"));
  const webhookSecret = `whsec_${localSecret(directory, "stripe-webhook-secret")}`;
  const stateFile = path.join(directory, "stripe.json");
  const server = await startStripeStandIn({
    port,
    webhookUrl: `${appUrl}/api/stripe/webhook`,
    webhookSecret,
    stateFile,
  });
  const url = `http://127.0.0.1:${port}`;
  const env = {
    STRIPE_SECRET_KEY: "sk_test_standin",
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: url,
    STRIPE_CONNECT: process.env["STRIPE_CONNECT"] ?? "off",
  };
  return { url, env, stop: () => server.close() };
}
