// Calendars that a program fetches again and again: a patient's visits by their signed key, a practitioner's busy times by a secret address.
import {
  addFeed,
  endFeeds,
  feedBySecret,
  openFeed,
  timesOfPatient,
  timesOfPractitioner,
  type FeedTime,
} from "../../db/queries/calendar-feeds.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { signKey } from "../signed-key.ts";
import { hashOf, newToken } from "../tokens.ts";

const dayMs = 86_400_000;
const span = (now: Date): [Date, Date] => [new Date(now.getTime() - 30 * dayMs), new Date(now.getTime() + 365 * dayMs)];

/** Shows the times of one person's visits, and nothing else. */
export const calendarKey = (ctx: { clinicId: string; secret: string }, patientId: string): string =>
  signKey(ctx, "calendar", patientId);

/** For whoever holds the person's own key. */
export async function patientFeed(ctx: Ctx, { patientId }: { patientId: string }): Promise<FeedTime[]> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, (t) => timesOfPatient(t.tx, t.clinicId, patientId, ...span(t.now)));
}

/** For whoever knows the secret. Refuses with `not_found`, also once the address was ended or its maker has left. */
export async function busyFeed(ctx: Ctx, { secret }: { secret: string }): Promise<FeedTime[]> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async (t) => {
    const feed = await feedBySecret(t.tx, t.clinicId, hashOf(secret));
    if (!feed) throw notFound("page");
    return timesOfPractitioner(t.tx, t.clinicId, feed.practitionerId, ...span(t.now));
  });
}

function ownPractitioner(ctx: Ctx): { practitionerId: string; memberId: string } {
  mustMay(ctx, "keep_own_account");
  const practitionerId = ctx.actor.kind === "member" ? ctx.actor.practitionerId : null;
  const memberId = memberIdOf(ctx);
  if (!practitionerId || !memberId)
    throw new Refusal("forbidden", "Only people who treat have a calendar of their own.");
  return { practitionerId, memberId };
}

/** When the address that is open was made; null when there is none. */
export async function viewOwnFeed(ctx: Ctx): Promise<Date | null> {
  const { practitionerId } = ownPractitioner(ctx);
  return inTransaction(ctx, async (t) => (await openFeed(t.tx, t.clinicId, practitionerId))?.madeAt ?? null);
}

/** Answers the secret, which is said this once; an earlier address opens nothing from now on. */
export async function makeOwnFeed(ctx: Ctx): Promise<{ secret: string }> {
  const { practitionerId, memberId } = ownPractitioner(ctx);
  const secret = newToken();
  await inTransaction(ctx, async (t) => {
    await endFeeds(t.tx, t.clinicId, practitionerId, t.now);
    const row = { clinicId: t.clinicId, id: newId(), practitionerId, memberId };
    await addFeed(t.tx, { ...row, secretHash: hashOf(secret), madeAt: t.now });
    await tell(t, "calendar.feed_made", practitionerId);
  });
  return { secret };
}

/** Nothing happens where there is none. */
export async function endOwnFeed(ctx: Ctx): Promise<void> {
  mustMay(ctx, "keep_own_account");
  const practitionerId = ctx.actor.kind === "member" ? ctx.actor.practitionerId : null;
  if (!practitionerId) return;
  await inTransaction(ctx, async (t) => {
    if (await endFeeds(t.tx, t.clinicId, practitionerId, t.now)) await tell(t, "calendar.feed_ended", practitionerId);
  });
}

const tell = (t: TxCtx, deed: string, subjectId: string) =>
  record(t, [{ deed, subjectKind: "practitioner", subjectId }]);
