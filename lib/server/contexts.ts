// Who is at the door: turns a request into the context that verbs receive.
import "server-only";
import type { Route } from "next";
import { forbidden, notFound as pageNotFound, redirect } from "next/navigation";
import { cache } from "react";
import { withClinic } from "../../db/client.ts";
import { memberOfUser } from "../../db/queries/directory.ts";
import { personOfSession, touchLoginSession, type PersonOfSession } from "../../db/queries/login-sessions.ts";
import { latestSignInRule } from "../../db/queries/staff.ts";
import { clinicBySlug } from "../clinic/load-clinic.ts";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import { noteNotAllowed } from "../audit/note-refused.ts";
import type { Ctx } from "../context/context.ts";
import { clockNow, env, needed } from "../env.ts";
import { Refusal, notFound } from "../errors.ts";
import { localeOf } from "../languages/language.ts";
import { mayDo, type Actor, type Deed } from "../permissions/permissions.ts";
import { patientOfSession } from "../patients/patient-session.ts";
import { actorOf } from "../staff/places.ts";
import type { Self } from "../staff/self.ts";
import { isLocked, lockMinutes } from "../staff/desk-lock.ts";
import { isProved, lifeAt } from "../staff/session-life.ts";
import { mustEnrol } from "../staff/sign-in-rule.ts";
import { sessionIdOfRequest } from "./auth.ts";
import { readPatientCookie } from "./cookies.ts";
import { spokenLanguage } from "./language.ts";
import { database, gateways } from "./pool.ts";

/** A context of this process for the clinic and actor. */
export function contextFor(clinicId: string, actor: Actor): Ctx {
  return {
    clinicId,
    actor,
    now: clockNow(),
    db: database(),
    gateways: gateways(),
    publicUrl: env().PUBLIC_URL.replace(/\/$/, ""),
    secret: needed("AUTH_SECRET"),
  };
}

const findClinic = cache(async (slug: string, forItsPeople = false): Promise<ClinicView | null> =>
  // What an action is bound to may be forged: any value.
  typeof slug === "string" && /^[a-z0-9-]{1,80}$/.test(slug) ? clinicBySlug(database(), slug, { forItsPeople }) : null,
);

/** For API doors: a guest of the clinic, or `not_found`; of one that is not published where the guest is to become one of its people. */
export async function guestCtx(slug: string, forItsPeople = false): Promise<{ ctx: Ctx; clinic: ClinicView }> {
  const clinic = await findClinic(slug, forItsPeople);
  if (!clinic) throw notFound("clinic");
  return { ctx: contextFor(clinic.id, { kind: "guest" }), clinic };
}

/** Its dates and money as the page's reader writes them. */
const asRead = async (clinic: ClinicView): Promise<ClinicView> => ({
  ...clinic,
  locale: localeOf(await spokenLanguage(), clinic.locale),
});

/** For pages: the same, with the calm 404 page for an unknown clinic, and dates and money as the reader writes them. */
export async function publicPage(slug: string, forItsPeople = false): Promise<{ ctx: Ctx; clinic: ClinicView }> {
  const clinic = await findClinic(slug, forItsPeople);
  if (!clinic) pageNotFound();
  return { ctx: contextFor(clinic.id, { kind: "guest" }), clinic: await asRead(clinic) };
}

/** The patient, or their guardian, who opened their plan in this browser, or null. */
export const patientCtx = cache(async (slug: string): Promise<{ ctx: Ctx; clinic: ClinicView } | null> => {
  const { ctx, clinic } = await guestCtx(slug);
  const token = await readPatientCookie(slug);
  const actor = token ? await patientOfSession(ctx, { token }) : null;
  return actor ? { ctx: contextFor(clinic.id, actor), clinic: await asRead(clinic) } : null;
});

export type StaffDoor = {
  ctx: Ctx;
  clinic: ClinicView;
  actor: Extract<Actor, { kind: "member" }>;
  sessionId: string;
  userId: string;
  /** Came in through the clinic's own sign-in. */
  vouched: boolean;
  /** The clinic asks for a second factor, and this person has to set theirs up before anything else. */
  enrolFirst: boolean;
  /** Left open too long, or locked by hand: it shows nothing until it is opened again. */
  locked: boolean;
  /** After so many minutes without use it locks; null for never. */
  lockAfterMin: number | null;
};

export type SignedIn = { userId: string; email: string; sessionId: string; places: PersonOfSession[] };

/** Who holds a live session, whether or not a clinic lets them in. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await sessionIdOfRequest();
  if (!sessionId) return null;
  const rows = await personOfSession(database(), sessionId, lifeAt(new Date()));
  const [person] = rows;
  if (!person) return null;
  const here = rows.filter(({ clinicId, atClinic }) => clinicId !== null && clinicId === atClinic);
  const others = rows.filter(({ clinicId, atClinic }) => clinicId !== null && clinicId !== atClinic);
  return { userId: person.userId, email: person.email, sessionId, places: [...here, ...others] };
});

const findStaff = cache(async (byItself = false): Promise<StaffDoor | null> => {
  const person = await signedIn();
  if (!person) return null;
  for (const place of person.places) {
    const door = await doorAt(place, person.sessionId, byItself);
    if (door) return door;
  }
  return null;
});

/** What was `then` on one clock, as long ago on another. */
const asLongAgo = (then: Date | null | undefined, now: Date, on: Date): Date | null =>
  then ? new Date(on.getTime() - (now.getTime() - then.getTime())) : null;

/** The person's door to one clinic; null when they have left it. */
async function doorAt(place: PersonOfSession, sessionId: string, byItself: boolean): Promise<StaffDoor | null> {
  const { clinicId, slug, userId, lastSeenAt, provedAt } = place;
  if (clinicId === null || slug === null) return null;
  const [member, rule] = await withClinic(database(), clinicId, (tx) =>
    Promise.all([memberOfUser(tx, clinicId, userId, new Date()), latestSignInRule(tx, clinicId)]),
  );
  const clinic = await findClinic(slug, true);
  if (!member || !clinic) return null;
  const locked = isLocked(place, rule, new Date());
  if (Date.now() - lastSeenAt.getTime() > 60_000 && !byItself && !locked)
    await touchLoginSession(database(), sessionId, new Date());
  const vouched = place.onlyClinic !== null;
  const guest = contextFor(clinicId, { kind: "guest" });
  // Proofs are given on the machine's clock, and weighed on that of the deed.
  const actor = { ...actorOf(member), provedAt: asLongAgo(provedAt, new Date(), guest.now) };
  const ctx = { ...guest, actor };
  const enrolFirst = mustEnrol(rule, place);
  return { ctx, clinic, actor, sessionId, userId, vouched, enrolFirst, locked, lockAfterMin: lockMinutes(rule) };
}

/** For frames of staff pages: who is signed in, or null; the page in it decides what happens then. */
export const staffSeen = (): Promise<StaffDoor | null> => findStaff();

/** For staff pages: who is signed in, else the sign-in page that leads back to `from`; the page of refusal when the deed is not theirs. */
export async function staffPage(from: string, deed: Deed): Promise<StaffDoor> {
  const door = await findStaff();
  if (!door) redirect(`/sign-in?next=${encodeURIComponent(from)}` as Route);
  if (door.locked) redirect(lockedPage(from));
  if (door.enrolFirst) redirect("/account/second-factor");
  if (!mayDo(door.actor, deed)) {
    await noteNotAllowed(door.ctx, deed);
    forbidden();
  }
  return door;
}

/**
 * For staff actions and routes: who is signed in, else `sign_in_needed`. A page that looks again `byItself` every few seconds does not
 * keep a session alive that nobody sits at.
 */
export async function staffCtx({ byItself = false } = {}): Promise<StaffDoor> {
  const door = await findStaff(byItself);
  if (!door)
    throw new Refusal("sign_in_needed", "You have been signed out. Sign in again; what you typed is still here.");
  if (door.locked)
    throw new Refusal("sign_in_needed", "This desk is locked. Unlock it in another tab; what you typed is still here.");
  if (door.enrolFirst)
    throw new Refusal("second_factor_needed", "Your clinic asks for a second factor. Set yours up first.");
  return door;
}

const lockedPage = (from: string) => `/locked?next=${encodeURIComponent(from)}` as Route;

/** For the page and actions that open a locked desk again; else the sign-in. On the machine's clock. */
export async function lockedDoor(from: string): Promise<StaffDoor & { me: Self }> {
  const door = await findStaff(true);
  if (!door) redirect(`/sign-in?next=${encodeURIComponent(from)}` as Route);
  return onMachineClock(door);
}

/** The same person, for what is reckoned on the machine's clock: proofs and sessions. */
export function onMachineClock(door: StaffDoor): StaffDoor & { me: Self } {
  const now = new Date();
  const actor = { ...door.actor, provedAt: asLongAgo(door.actor.provedAt, door.ctx.now, now) };
  const me = { userId: door.userId, sessionId: door.sessionId, vouched: door.vouched };
  return { ...door, actor, ctx: { ...door.ctx, actor, now }, me };
}

/** For the pages and actions of one's own account, which are open before a second factor is set up. On the machine's clock. */
export async function accountDoor(from: string): Promise<StaffDoor & { me: Self }> {
  const door = await findStaff();
  if (!door) redirect(`/sign-in?next=${encodeURIComponent(from)}` as Route);
  if (door.locked) redirect(lockedPage(from));
  return onMachineClock(door);
}

/** The same for a sensitive page or action: asks for the password first when it was typed a while ago, then leads back. */
export async function provedDoor(from: string): Promise<StaffDoor & { me: Self }> {
  const door = await accountDoor(from);
  if (!isProved(door.actor.provedAt, door.ctx.now)) redirect(confirmPage(from));
  return door;
}

const confirmPage = (from: string) => `/account/confirm?next=${encodeURIComponent(from)}` as Route;
