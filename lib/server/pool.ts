// One pool and one set of gateways a process, kept over hot reloads.
import "server-only";
import { openDatabase, type Database } from "../../db/client.ts";
import { env, needed } from "../env.ts";
import { openGateways, type Gateways } from "../gateways/gateways.ts";

type Shared = { db?: Database; gateways?: Gateways };
const shared = globalThis as typeof globalThis & { taper?: Shared };

function kept(): Shared {
  shared.taper ??= {};
  return shared.taper;
}

export const database = (): Database =>
  (kept().db ??= openDatabase(needed("DATABASE_APP_URL"), { max: 20, name: "taper_web" }));

export function gateways(): Gateways {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE, MAIL_FROM } = env();
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET)
    throw new Error("Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or start with `npm start`.");
  return (kept().gateways ??= openGateways({
    stripe: {
      secretKey: STRIPE_SECRET_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
      ...(STRIPE_API_BASE ? { apiBase: STRIPE_API_BASE } : {}),
    },
    mail: { smtpUrl: needed("SMTP_URL"), from: MAIL_FROM },
  }));
}
