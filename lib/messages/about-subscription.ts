// What the clinic's owners are told of its subscription to Taper: a refused payment, and each end before it comes.
import { subscriptionInvoicesOf, subscriptionOf } from "../../db/queries/subscription.ts";
import { liveOwners } from "../../db/queries/staff.ts";
import type { TxCtx } from "../context/context.ts";
import { formatMoney } from "../money/money.ts";
import { factsOf } from "../subscription/facts-of.ts";
import { lastDayOf, standingOf, type Standing } from "../subscription/subscription-state.ts";
import { sayDate } from "../time/say.ts";
import type { ClinicOfLetter } from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";
import { endsLetter, refusedLetter } from "./subscription-letters.ts";

type Told = { to: string; clinic: ClinicOfLetter; standing: Standing; day: string; url: string };

async function ownerToTell(t: TxCtx, memberId: string): Promise<Told | null> {
  const row = await subscriptionOf(t.tx, t.clinicId);
  const owner = (await liveOwners(t.tx, t.clinicId)).find(({ id }) => id === memberId);
  if (!row || !owner) return null;
  const clinic = await clinicFor(t, null);
  const standing = standingOf(factsOf(row), t.now);
  const day = standing.until ? sayDate(lastDayOf(standing.until, clinic.timeZone), clinic.locale) : "";
  return { to: owner.email, clinic, standing, day, url: `${t.publicUrl}/owner/subscription` };
}

export const tellRefused: Decide = async (t, job) => {
  const told = await ownerToTell(t, named(job, "memberId"));
  if (told?.standing.state !== "past_due") return { skip: "paid meanwhile, or over" };
  const { to, clinic, day, url } = told;
  const open = (await subscriptionInvoicesOf(t.tx, t.clinicId)).find(({ status }) => status === "open");
  const amount = open ? formatMoney(open.amountMinor, open.currency, clinic.locale) : "A bill";
  return { to, patientId: null, topic: "account", letter: refusedLetter(clinic, { amount, day, url }) };
};

export const tellEnds: Decide = async (t, job) => {
  const told = await ownerToTell(t, named(job, "memberId"));
  if (!told || told.standing.state !== named(job, "state")) return { skip: "not so any more" };
  const { to, clinic, standing, day, url } = told;
  const letter = endsLetter(clinic, standing.state, { day, url });
  return letter ? { to, patientId: null, topic: "account", letter } : { skip: "nothing to say" };
};
