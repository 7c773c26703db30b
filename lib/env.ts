// The one reader of the environment: checked on first use, never on import.
import { readFileSync } from "node:fs";
import { z } from "zod";

const shape = z.object({
  DATABASE_APP_URL: z.string().startsWith("postgres").optional(),
  DATABASE_WORKER_URL: z.string().startsWith("postgres").optional(),
  PUBLIC_URL: z.url().default("http://localhost:3000"),
  AUTH_SECRET: z.string().min(32, "AUTH_SECRET needs at least 32 characters").optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_BASE: z.url().optional(),
  /** `on`: each clinic connects an account of its own at Stripe; else one without takes payments on the key's own. */
  STRIPE_CONNECT: z.enum(["on", "off"]).default("off"),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Taper <no-reply@taper.local>"),
  MAILBOX_URL: z.url().optional(),
  /** `on`: the demo clinics are there to look around in. */
  DEMO_CLINICS: z.enum(["on", "off"]).default("off"),
  SMS_ACCOUNT: z.string().optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_FROM: z.string().optional(),
  SMS_API_BASE: z.url().optional(),
  SMS_INBOX_URL: z.url().optional(),
  PASSWORD_BLOCKLIST: z.string().optional(),
  /** A moment at which the clock stands, or a file that holds one and may be written while the product runs. */
  NOW: z.union([z.iso.datetime({ offset: true }), z.string().startsWith("file:/")]).optional(),
  NODE_ENV: z.string().default("production"),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).optional(),
  RATE_LIMITS: z.enum(["on", "off"]).default("on"),
});

export type Env = z.infer<typeof shape>;

let known: Env | undefined;

/** The checked environment. Throws one sentence when something in it cannot be served with. */
export function env(): Env {
  if (known) return known;
  const parsed = shape.safeParse(process.env);
  if (!parsed.success) throw new Error(`The environment is not usable: ${z.prettifyError(parsed.error)}`);
  const { PUBLIC_URL, NOW, RATE_LIMITS, STRIPE_SECRET_KEY, STRIPE_API_BASE } = parsed.data;
  if (PUBLIC_URL.startsWith("https:") && (NOW || RATE_LIMITS === "off"))
    throw new Error("NOW and RATE_LIMITS=off are for tests and demos; unset them when PUBLIC_URL is https.");
  if (STRIPE_API_BASE && STRIPE_SECRET_KEY?.startsWith("sk_live_"))
    throw new Error("A live Stripe key must not be used with STRIPE_API_BASE; unset one of them.");
  known = parsed.data;
  return known;
}

/** A setting that serving cannot do without. */
export function needed(name: "DATABASE_APP_URL" | "DATABASE_WORKER_URL" | "AUTH_SECRET" | "SMTP_URL"): string {
  const value = env()[name];
  if (!value) throw new Error(`${name} is not set; start with \`npm start\`, or set it yourself.`);
  return value;
}

/** How text messages are sent, or null when nobody has set that up; half of it is a mistake. */
export function smsSettings(): { account: string; token: string; from: string; apiBase?: string } | null {
  const { SMS_ACCOUNT: account, SMS_TOKEN: token, SMS_FROM: from, SMS_API_BASE: apiBase } = env();
  if (account && token && from) return { account, token, from, ...(apiBase ? { apiBase } : {}) };
  if (account || token || from) throw new Error("Set SMS_ACCOUNT, SMS_TOKEN and SMS_FROM together, or none of them.");
  return null;
}

/** The business clock: fixed by NOW in tests and demos. Throws when the file that NOW names holds no moment. */
export const clockNow = (): Date => {
  const fixed = env().NOW;
  if (!fixed) return new Date();
  const now = new Date(fixed.startsWith("file:") ? readFileSync(new URL(fixed), "utf8").trim() : fixed);
  if (Number.isNaN(now.getTime()))
    throw new Error("The file that NOW names must hold a moment like 2026-12-01T17:00:00Z.");
  return now;
};
