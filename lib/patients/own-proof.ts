// Whether a patient gave a second proof a short while ago: the code by mail opens bookings and the plan, what the record says asks for more.
import type { Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import type { Actor } from "../permissions/permissions.ts";

const proofMinutes = 30;
/** After the code opened a session, how long the first key may be made in it. */
const firstKeyMinutes = 15;

const within = (since: Date | null | undefined, at: Date, minutes: number): boolean =>
  Boolean(since) && at.getTime() - since!.getTime() < minutes * 60_000;

export const isFreshProof = (provedAt: Date | null | undefined, at: Date): boolean =>
  within(provedAt, at, proofMinutes);

/** For pages that show less, instead of asking. */
export const hasProvedSelf = ({ actor, now }: Pick<Ctx, "actor" | "now">): boolean =>
  isFreshProof(provedAtOf(actor), now);

const provedAtOf = (actor: Actor): Date | undefined =>
  actor.kind === "patient" || actor.kind === "guardian" ? actor.provedAt : undefined;

/** For a patient, or who acts for one. Refuses with `proof_needed`. */
export function mustHaveProvedSelf(ctx: Ctx): void {
  if (!hasProvedSelf(ctx))
    throw new Refusal("proof_needed", "Show first that it is you, with your passkey or your app.");
}

/** Whoever has a key shows it before making another; the first is made right after the code. */
export const mayMakeKey = (session: { createdAt: Date; provedAt: Date | null }, hasKey: boolean, at: Date): boolean =>
  isFreshProof(session.provedAt, at) || (!hasKey && within(session.createdAt, at, firstKeyMinutes));
