// The only file that runs next-auth: a signed cookie names a row of login_sessions, which is asked on every read.
import "server-only";
import NextAuth, { AuthError } from "next-auth";
import { leaveLoginSession, revokeLoginSession } from "../../db/queries/login-sessions.ts";
import { needed, env } from "../env.ts";
import { faultFields, logFault } from "../log.ts";
import type { Door } from "../staff/places.ts";
import { authConfig } from "./auth-config.ts";
import { ownDeskToken } from "./cookies.ts";
import { database, gateways } from "./pool.ts";

/** On the machine's clock: codes and sessions must not stand still with a fixed business clock. */
export const signInDoor = (): Door => ({
  db: database(),
  now: new Date(),
  gateways: gateways(),
  publicUrl: env().PUBLIC_URL.replace(/\/$/, ""),
  secret: needed("AUTH_SECRET"),
});

const { handlers, auth, signIn, signOut } = NextAuth({
  ...authConfig(signInDoor),
  // A refused proof is an answer, not a fault.
  logger: {
    error: (error) => (error instanceof AuthError ? undefined : logFault("sign-in fault", faultFields(error))),
  },
});

export { handlers };

/** The id of the session that the request's cookie names, when it is a live one. */
export async function sessionIdOfRequest(): Promise<string | null> {
  // next-auth puts the token here for callers on the server, whatever its types say.
  const session = (await auth()) as { user?: { sid?: unknown } } | null;
  return typeof session?.user?.sid === "string" ? session.user.sid : null;
}

/**
 * Opens the session that a complete proof stands for and goes to `next`. A session that this browser had before ends, unless its desk was
 * locked: a colleague signs in beside.
 */
export async function signInByProof(proof: string, next: string): Promise<void> {
  const before = await sessionIdOfRequest();
  if (before) await leaveLoginSession(database(), before, new Date());
  await signIn("proof", { proof, desk: await ownDeskToken(), redirectTo: next });
}

/** Goes on with the session that the proof names, under a new id: this browser's own, or another of a locked desk, whose own stays. */
export async function resumeByProof(proof: string, next: string): Promise<void> {
  await signIn("proof", { proof, redirectTo: next });
}

/** The same without leaving the page. */
export async function resumeHere(proof: string): Promise<void> {
  await signIn("proof", { proof, redirect: false });
}

/** Ends the session row and clears the cookie; redirects to the front page. */
export async function endSession(sessionId: string): Promise<void> {
  await revokeLoginSession(database(), sessionId, new Date());
  await signOut({ redirectTo: "/" });
}
