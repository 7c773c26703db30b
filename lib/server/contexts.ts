// Who is at the door: turns a request into the context that verbs receive.
import "server-only";
import type { Route } from "next";
import { notFound as pageNotFound, redirect } from "next/navigation";
import { cache } from "react";
import { withClinic } from "../../db/client.ts";
import { memberOfUser, personOfSession, touchLoginSession } from "../../db/queries/directory.ts";
import { clinicBySlug } from "../clinic/load-clinic.ts";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import type { Ctx } from "../context/context.ts";
import { clockNow, env, needed } from "../env.ts";
import { Refusal, notFound } from "../errors.ts";
import type { Actor, MemberRole } from "../permissions/permissions.ts";
import { patientOfSession } from "../patients/patient-session.ts";
import { auth } from "./auth.ts";
import { readPatientCookie } from "./cookies.ts";
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

const findClinic = cache(async (slug: string): Promise<ClinicView | null> =>
  /^[a-z0-9-]{1,80}$/.test(slug) ? clinicBySlug(database(), slug) : null,
);

/** For API doors: a guest of the clinic, or `not_found`. */
export async function guestCtx(slug: string): Promise<{ ctx: Ctx; clinic: ClinicView }> {
  const clinic = await findClinic(slug);
  if (!clinic) throw notFound("clinic");
  return { ctx: contextFor(clinic.id, { kind: "guest" }), clinic };
}

/** For pages: the same, with the calm 404 page for an unknown clinic. */
export async function publicPage(slug: string): Promise<{ ctx: Ctx; clinic: ClinicView }> {
  const clinic = await findClinic(slug);
  if (!clinic) pageNotFound();
  return { ctx: contextFor(clinic.id, { kind: "guest" }), clinic };
}

/** The patient who opened their plan in this browser, or null. */
export const patientCtx = cache(async (slug: string): Promise<{ ctx: Ctx; clinic: ClinicView } | null> => {
  const { ctx, clinic } = await guestCtx(slug);
  const token = await readPatientCookie(slug);
  const patientId = token ? await patientOfSession(ctx, { token }) : null;
  return patientId ? { ctx: contextFor(clinic.id, { kind: "patient", patientId }), clinic } : null;
});

const idleHours = 12;

export type StaffDoor = { ctx: Ctx; clinic: ClinicView; actor: Extract<Actor, { kind: "member" }>; sessionId: string };

const findStaff = cache(async (): Promise<StaffDoor | null> => {
  const session = await auth();
  if (!session?.sid) return null;
  const now = clockNow();
  const [person] = await personOfSession(database(), session.sid);
  if (!person) return null;
  // Idle time is reckoned by the machine's clock: a fixed business clock must not keep a session open for ever.
  if (Date.now() - person.lastSeenAt.getTime() > idleHours * 3_600_000) return null;
  if (Date.now() - person.lastSeenAt.getTime() > 60_000) await touchLoginSession(database(), session.sid, new Date());
  const member = await withClinic(database(), person.clinicId, (tx) =>
    memberOfUser(tx, person.clinicId, person.userId, now),
  );
  const clinic = await findClinic(person.slug);
  if (!member || !clinic) return null;
  const actor = {
    kind: "member" as const,
    memberId: member.id,
    role: member.role as MemberRole,
    practitionerId: member.practitionerId,
    name: member.name,
  };
  return { ctx: contextFor(person.clinicId, actor), clinic, actor, sessionId: session.sid };
});

/** For staff pages: who is signed in, else the sign-in page that leads back to `from`. */
export async function staffPage(from: string): Promise<StaffDoor> {
  const door = await findStaff();
  if (!door) redirect(`/sign-in?next=${encodeURIComponent(from)}` as Route);
  return door;
}

/** For staff actions and routes: who is signed in, else `sign_in_needed`. */
export async function staffCtx(): Promise<StaffDoor> {
  const door = await findStaff();
  if (!door)
    throw new Refusal("sign_in_needed", "You have been signed out. Sign in again; what you typed is still here.");
  return door;
}
