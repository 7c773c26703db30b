// The local stand-ins for what the product needs from outside: payments, mail and text messages.
import path from "node:path";
import { startMailbox } from "../lib/gateways/mailbox/mailbox.ts";
import { startSmsInbox } from "../lib/gateways/sms-inbox/sms-inbox.ts";
import { startStripeStandIn } from "../lib/gateways/stripe-stand-in/stripe-stand-in.ts";
import { localSecret } from "./local-secret.ts";
import { rememberedPort } from "./ports.ts";

export type StandIns = {
  /** What the web and worker processes need to reach them. */
  env: Record<string, string>;
  /** The page that shows the mail; undefined with SMTP_URL. */
  mailUrl?: string;
  /** The page that shows text messages; undefined with SMS_ACCOUNT. */
  textsUrl?: string;
  /** Undefined with STRIPE_SECRET_KEY. */
  stripeUrl?: string;
  stop(): Promise<void>;
};

/**
 * Starts a mailbox unless SMTP_URL is set, a payment server unless STRIPE_SECRET_KEY is, and a service of text messages unless
 * SMS_ACCOUNT is; the first two keep their state in `directory`.
 */
export async function startStandIns(directory: string, appUrl: string): Promise<StandIns> {
  const mail = process.env["SMTP_URL"] ? undefined : await openMailbox(directory);
  const stripe = process.env["STRIPE_SECRET_KEY"] ? undefined : await openStripe(directory, appUrl);
  const texts = process.env["SMS_ACCOUNT"] ? undefined : await openTexts(directory, appUrl);
  return {
    env: { ...mail?.env, ...stripe?.env, ...texts?.env },
    ...(mail ? { mailUrl: mail.url } : {}),
    ...(texts ? { textsUrl: texts.url } : {}),
    ...(stripe ? { stripeUrl: stripe.url } : {}),
    stop: async () => {
      await Promise.all([mail?.stop(), stripe?.stop(), texts?.stop()]);
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

async function openTexts(directory: string, appUrl: string) {
  const port = await rememberedPort(path.join(directory, "texts.port"));
  const [account, token] = ["AC_local", localSecret(directory, "sms-token")];
  const replyUrl = `${process.env["PUBLIC_URL"] ?? appUrl}/api/sms/inbound`;
  const inbox = await startSmsInbox({ port, account, token, replyUrl });
  const url = `http://localhost:${port}`;
  const env = {
    SMS_ACCOUNT: account,
    SMS_TOKEN: token,
    SMS_FROM: "+16045550199",
    SMS_API_BASE: inbox.url,
    SMS_INBOX_URL: url,
  };
  return { url, env, stop: () => inbox.close() };
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
    STRIPE_CONNECT: process.env["STRIPE_CONNECT"] ?? "on",
  };
  return { url, env, stop: () => server.close() };
}
