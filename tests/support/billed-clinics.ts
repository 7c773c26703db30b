// Clinics that pay for Taper, on a clock that the payment stand-in and they share and a test moves.
import { eq } from "drizzle-orm";
import { audit, subscriptions } from "../../db/schema/index.ts";
import { inTransaction, type Ctx } from "../../lib/context/context.ts";
import { beginTrial } from "../../lib/subscription/begin-trial.ts";
import { subscribe } from "../../lib/subscription/subscribe.ts";
import { viewSubscription, type SubscriptionView } from "../../lib/subscription/view-subscription.ts";
import type { TestClinic } from "./clinic.ts";
import type { MoneyDesk } from "./money-desk.ts";
import { PAYS, payWith } from "../unit/gateways/payments-desk.ts";

export const returnPath = "/owner/subscription";
const dayMs = 86_400_000;

export type BilledClinics = {
  now: () => Date;
  advance: (days: number) => Promise<void>;
  /** In its first month, nobody subscribed. */
  inTrial: () => Promise<TestClinic>;
  subscribed: (clinic: TestClinic) => Promise<void>;
  /** Its trial is over, and the first month is paid. */
  paying: () => Promise<TestClinic>;
  owner: (clinic: TestClinic) => Ctx;
  view: (clinic: TestClinic) => Promise<SubscriptionView>;
  /** What the clinic's card says from now on when a bill is asked of it. */
  card: (clinic: TestClinic, chargedLater: "passes" | "is refused") => void;
  /** Eleven in Vancouver in some days. */
  dayAhead: (days: number) => Date;
};

/** Its address at Stripe: one a clinic. */
export const payerOf = (clinic: TestClinic): string => `${clinic.slug}@payer.test`;

export function billedClinics(deskOf: () => MoneyDesk): BilledClinics {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const owner = (clinic: TestClinic) => clinic.memberCtx("owner", now());
  const desk: BilledClinics = {
    now,
    owner,
    view: (clinic) => viewSubscription(owner(clinic)),
    async advance(days) {
      ahead += days * dayMs;
      deskOf().setNow(now());
      deskOf().standIn.control({ advanceSeconds: days * 86_400 });
      await deskOf().standIn.webhooksDone(60_000);
    },
    async inTrial() {
      deskOf().setNow(now());
      const clinic = await deskOf().clinic(undefined, { now: now() });
      await inTransaction(clinic.systemCtx(), (t) => beginTrial(t, "America/Vancouver"));
      return clinic;
    },
    async subscribed(clinic) {
      const { url } = await subscribe(owner(clinic), { returnPath });
      await payWith(url, PAYS, { email: payerOf(clinic) });
      await deskOf().standIn.webhooksDone();
    },
    async paying() {
      const clinic = await desk.inTrial();
      await desk.subscribed(clinic);
      await desk.advance(32);
      return clinic;
    },
    card: (clinic, chargedLater) => deskOf().standIn.control({ keptCards: { email: payerOf(clinic), chargedLater } }),
    dayAhead(days) {
      const at = new Date(now().getTime() + days * dayMs);
      at.setUTCHours(18, 0, 0, 0);
      return at;
    },
  };
  return desk;
}

export const subscriptionRow = async (clinic: TestClinic) =>
  (await clinic.inside((tx) => tx.select().from(subscriptions)))[0]!;

/** What was done about it, in order. */
export const subscriptionDeeds = (clinic: TestClinic): Promise<string[]> =>
  clinic.inside(async (tx) => {
    const rows = await tx.select().from(audit).where(eq(audit.subjectKind, "subscription")).orderBy(audit.seq);
    return rows.map(({ deed }) => deed);
  });
