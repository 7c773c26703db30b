// What the worker does by the clock, clinic by clinic: ends what has run out, reminds, and asks Stripe about what it has not told.
import { dropPastWindows } from "../../db/limit-store.ts";
import { allClinics } from "../../db/queries/directory.ts";
import type { Ctx } from "../context/context.ts";
import { tidyFigures } from "../insights/rebuild-figures.ts";
import { announceCheckIns } from "../messages/announce-check-ins.ts";
import { announceDigests } from "../messages/announce-digests.ts";
import { announceNudges } from "../messages/announce-nudges.ts";
import { announceReminders } from "../messages/announce-reminders.ts";
import { offerFreed } from "../messages/offer-freed.ts";
import { chargeInstalments } from "../payments/charge-instalments.ts";
import { expireCheckouts } from "../payments/expire-checkouts.ts";
import { lapsePackages } from "../payments/lapse-packages.ts";
import { reconcile } from "../payments/reconcile.ts";
import { keepPlanHorizon } from "../plans/keep-horizon.ts";
import { tellOfEnds } from "../subscription/tell-owners.ts";

/** Every minute. */
export async function minuteRound(contextOf: (clinicId: string) => Ctx): Promise<void> {
  for (const clinic of await allClinics(contextOf("").db)) {
    await expireCheckouts(contextOf(clinic.id));
    await announceReminders(contextOf(clinic.id));
    await offerFreed(contextOf(clinic.id));
    await chargeInstalments(contextOf(clinic.id));
  }
}

/** Every ten minutes: lost webhooks are found by asking. */
export async function tenMinuteRound(contextOf: (clinicId: string) => Ctx): Promise<void> {
  for (const clinic of await allClinics(contextOf("").db)) await reconcile(contextOf(clinic.id));
}

/** Every hour: visits that the booking horizon had cut off get their windows onto the follow-up list, visits without a time are asked about, the owner's summaries are put together, packages and months of memberships lapse, the week is told on Mondays, and counts that are over go. */
export async function hourRound(contextOf: (clinicId: string) => Ctx): Promise<void> {
  for (const clinic of await allClinics(contextOf("").db)) {
    await keepPlanHorizon(contextOf(clinic.id));
    await announceNudges(contextOf(clinic.id));
    await announceCheckIns(contextOf(clinic.id));
    await tidyFigures(contextOf(clinic.id));
    await tellOfEnds(contextOf(clinic.id));
    await lapsePackages(contextOf(clinic.id));
    await announceDigests(contextOf(clinic.id));
  }
  await dropPastWindows(contextOf("").db);
}
