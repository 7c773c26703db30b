// The signed-in person themself, as the doorway knows them; what they do with their own account asks for no other id.
import type { Deed } from "../audit/audit.ts";
import { memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { isProved } from "./session-life.ts";

export type Self = {
  userId: string;
  sessionId: string;
  /** Came in through a clinic's own sign-in, which vouches for them in that clinic alone. */
  vouched?: boolean;
};

/** First line of a sensitive verb, after what the role allows: the password was typed a short while ago. */
export function mustHaveProved(ctx: Ctx): void {
  if (ctx.actor.kind === "member" && isProved(ctx.actor.provedAt, ctx.now)) return;
  throw new Refusal("proof_needed", "Type your password again first; it was a while ago.");
}

/** First line of a verb about one's own account. */
export const mustBeOneself = (ctx: Ctx): void => mustMay(ctx, "keep_own_account");

/** First line of a verb that changes how one signs in everywhere: a clinic's provider must not open other clinics with it. */
export function mustSignInHere(me: Self): void {
  if (me.vouched)
    throw new Refusal("forbidden", "You came in through your clinic’s own sign-in; it keeps how you sign in.");
}

/** What a person did with their own account, for the audit chain. */
export const ownDeed = (ctx: Ctx, deed: string): Deed => ({
  deed,
  subjectKind: "member",
  subjectId: memberIdOf(ctx),
});
