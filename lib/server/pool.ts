// One pool a process, kept over hot reloads, and the gateways.
import "server-only";
import { openDatabase, type Database } from "../../db/client.ts";
import { env, needed, smsSettings } from "../env.ts";
import { openGateways, type Gateways } from "../gateways/gateways.ts";

type Shared = { db?: Database };
const shared = globalThis as typeof globalThis & { taper?: Shared };

function kept(): Shared {
  shared.taper ??= {};
  return shared.taper;
}

export const database = (): Database =>
  (kept().db ??= openDatabase(needed("DATABASE_APP_URL"), { max: 20, name: "taper_web" }));

// Pages and routes are bundled apart: gateways of the other bundle would throw errors that `instanceof` does not know here.
let opened: Gateways | undefined;

export function gateways(): Gateways {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE, STRIPE_CONNECT, MAIL_FROM } = env();
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET)
    throw new Error("Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or start with `npm start`.");
  return (opened ??= openGateways({
    stripe: {
      secretKey: STRIPE_SECRET_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
      ...(STRIPE_API_BASE ? { apiBase: STRIPE_API_BASE } : {}),
      connect: STRIPE_CONNECT === "on",
    },
    mail: { smtpUrl: needed("SMTP_URL"), from: MAIL_FROM },
    sms: smsSettings(),
  }));
}
