// The local payment server, mail server and webhook listener around a test database, for verbs about money and messages.
import type { Language } from "../../lib/languages/language.ts";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { closeDatabase, openDatabase } from "../../db/client.ts";
import { findViolations, invariants } from "../../db/queries/invariants.ts";
import { ledgerEntries } from "../../db/schema/index.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { bookAppointment } from "../../lib/booking/book-appointment.ts";
import type { BookedView } from "../../lib/booking/booking-views.ts";
import { openGateways } from "../../lib/gateways/gateways.ts";
import { startMailbox, type Mailbox } from "../../lib/gateways/mailbox/mailbox.ts";
import { startSmsInbox, type SmsInbox } from "../../lib/gateways/sms-inbox/sms-inbox.ts";
import { startStripeStandIn, type StripeStandIn } from "../../lib/gateways/stripe-stand-in/stripe-stand-in.ts";
import { newId } from "../../lib/ids.ts";
import { carryOut, relayDue } from "../../lib/jobs/relay.ts";
import { announceReminders } from "../../lib/messages/announce-reminders.ts";
import { applyStripeEvent } from "../../lib/payments/apply-stripe-event.ts";
import { openCheckout } from "../../lib/payments/open-checkout.ts";
import { asha, clearScreen, freshClinic, type ClinicOptions, type TestClinic } from "./clinic.ts";
import type { FreshDatabase } from "./fresh-database.ts";

const webhookSecret = "whsec_test_0123456789abcdef";

export type MoneyDesk = {
  standIn: StripeStandIn;
  mailbox: Mailbox;
  texts: SmsInbox;
  /** Where webhooks are posted to. */
  webhookUrl: string;
  /** What `applyStripeEvent` answered to each webhook, in order of arrival; `error` for a thrown fault. */
  outcomes: string[];
  /** The moment at which webhooks arrive. */
  setNow(now: Date): void;
  /** A clinic of its own whose contexts use the local servers. */
  clinic(
    lay?: (appUrl: string, options: ClinicOptions) => Promise<TestClinic>,
    options?: ClinicOptions,
  ): Promise<TestClinic>;
  /** Runs the outbox as the worker does; answers how many rows were carried out. */
  relay(now: Date): Promise<number>;
  /** The same after looking which reminders of the clinic are due, as every minute. */
  minute(clinic: TestClinic, now: Date): Promise<number>;
  close(): Promise<void>;
};

export async function openMoneyDesk(database: FreshDatabase): Promise<MoneyDesk> {
  const outcomes: string[] = [];
  const open: TestClinic[] = [];
  let now = new Date("2026-11-24T15:00:00Z");
  const webDb = openDatabase(database.appUrl, { max: 6, name: "taper-test-webhooks" });
  const workerDb = openDatabase(database.workerUrl, { max: 4, name: "taper-test-worker" });
  const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });

  const listener = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const part of request) body += String(part);
      try {
        const event = gateways.stripe.verifyEvent(body, String(request.headers["stripe-signature"]));
        outcomes.push(await applyStripeEvent((clinicId) => context(clinicId, "stripe", webDb, now), event));
        response.writeHead(200).end();
      } catch {
        outcomes.push("error");
        response.writeHead(500).end();
      }
    })();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  const webhookUrl = `http://127.0.0.1:${port}/api/stripe/webhook`;
  const standIn = await startStripeStandIn({
    port: 0,
    webhookUrl,
    webhookSecret,
    webhookWaitsMs: [20],
  });
  const sms = { account: "AC_test", token: "a test token", from: "+16045550199" };
  const texts = await startSmsInbox({ port: 0, ...sms, replyUrl: `http://127.0.0.1:${port}/texts` });
  const gateways = openGateways({
    stripe: { secretKey: "sk_test_desk", webhookSecret, apiBase: standIn.url },
    mail: { smtpUrl: mailbox.smtpUrl, from: "Harbour Test Clinic <hello@clinic.example>" },
    sms: { ...sms, apiBase: texts.url },
  });
  const context = (clinicId: string, name: "stripe" | "worker", db: typeof webDb, at: Date): Ctx => ({
    clinicId,
    actor: { kind: "system", name },
    now: at,
    db,
    gateways,
    publicUrl: "http://localhost:3000",
    secret: "a test secret of at least thirty-two characters",
  });

  const workerCtx = (clinicId: string, at: Date) => context(clinicId, "worker", workerDb, at);
  const relay = (at: Date) => {
    const contextOf = (clinicId: string) => workerCtx(clinicId, at);
    return relayDue(contextOf, ({ clinicId, outboxId }) => carryOut(contextOf(clinicId), outboxId));
  };

  return {
    standIn,
    mailbox,
    texts,
    webhookUrl,
    outcomes,
    setNow: (at) => (now = at),
    async clinic(lay = freshClinic, options = {}) {
      const clinic = await lay(database.appUrl, { connections: 4, ...options });
      open.push(clinic);
      return {
        ...clinic,
        guestCtx: (at) => ({ ...clinic.guestCtx(at), gateways }),
        patientCtx: (patientId, at) => ({ ...clinic.patientCtx(patientId, at), gateways }),
        memberCtx: (role, at) => ({ ...clinic.memberCtx(role, at), gateways }),
        systemCtx: (at) => ({ ...clinic.systemCtx(at), gateways }),
      };
    },
    relay,
    async minute({ clinicId }, at) {
      await announceReminders(workerCtx(clinicId, at));
      return relay(at);
    },
    async close() {
      gateways.mail.close();
      await standIn.close();
      listener.closeAllConnections();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
      await Promise.all([mailbox.close(), texts.close()]);
      await Promise.all([...open.map((clinic) => clinic.close()), closeDatabase(webDb), closeDatabase(workerDb)]);
    },
  };
}

/** Tuesday 2026-12-01 at nine in Vancouver. */
export const nine = new Date("2026-12-01T16:00:00Z");
export const plus = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000);
/** A massage of an hour: $128.00 and 5 % GST. */
export const massageMinor = 13_440;
export const bo = { name: "Bo Lind", email: "bo.lind@example.org" };

type Wish = {
  start?: Date;
  person?: { name?: string; email?: string; mobile?: string; language?: Language };
  pay?: "now" | "clinic" | "deposit";
  at?: Date;
};

export const book = (clinic: TestClinic, { start = nine, person = {}, pay = "clinic", at }: Wish = {}) =>
  bookAppointment(clinic.guestCtx(at), {
    idempotencyKey: newId(),
    slot: { serviceId: clinic.ids.massage, practitionerId: clinic.ids.priya, start },
    patient: { ...asha, guardianName: undefined, guardianRelation: undefined, ...person },
    screen: clearScreen,
    consent: true,
    pay,
    via: "online",
  });

/** A visit held for its payment, and the page to pay on. */
export async function bookAndOpen(
  clinic: TestClinic,
  wish: Wish = {},
): Promise<BookedView & { checkoutId: string; url: string }> {
  const booked = await book(clinic, { ...wish, pay: "now" });
  const page = await openCheckout(clinic.guestCtx(wish.at), pageFor(clinic, booked.chainId));
  return { ...booked, ...page };
}

export const pageFor = (clinic: TestClinic, chainId: string, amountMinor = massageMinor) => ({
  purpose: "appointment" as const,
  chainId,
  amountMinor,
  returnPath: `/${clinic.slug}/book/done`,
});

/** What stands in each account of the clinic's ledger. */
export const accountsOf = (clinic: TestClinic): Promise<Record<string, number>> =>
  clinic.inside(async (tx) => {
    const sums: Record<string, number> = {};
    for (const { account, amountMinor } of await tx.select().from(ledgerEntries))
      sums[account] = (sums[account] ?? 0) + amountMinor;
    return sums;
  });

/** The rules that must always hold, and do not in this clinic. */
export async function brokenRules(clinic: TestClinic, now: Date): Promise<string[]> {
  const broken: string[] = [];
  for (const invariant of invariants) {
    const { count } = await clinic.inside((tx) => findViolations(tx, clinic.clinicId, invariant, now));
    if (count > 0) broken.push(invariant.rule);
  }
  return broken;
}

/** Everything that must always hold in this clinic does. */
export const mustHold = async (clinic: TestClinic, now: Date): Promise<void> => {
  expect(await brokenRules(clinic, now)).toEqual([]);
};
