// Asks for the password once more before a sensitive deed: somebody may have left their desk open.
import { markSessionProved } from "../../db/queries/login-sessions.ts";
import { userById } from "../../db/queries/sign-in.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { countUse, forgetUses } from "../limits/count-use.ts";
import { verifyPassword } from "../passwords.ts";
import { mustBeOneself, ownDeed, type Self } from "./self.ts";
import { keepResumingProof } from "./sign-in.ts";

/** The person, when the password is theirs. Wrong ones count as they do at the door. Refuses with `invalid` or `too_many`. */
export async function rightPassword(ctx: Ctx, me: Self, input: { password: string; field: string }) {
  const user = await userById(ctx.db, me.userId);
  if (!user) throw new Refusal("sign_in_needed", "Please sign in first.");
  await countUse(ctx.db, "sign-in", user.email);
  if (!(await verifyPassword(input.password, user.passwordHash))) {
    const message = "This is not your password. Check it and try again.";
    throw new Refusal("invalid", message, { fields: [{ field: input.field, message }] });
  }
  await forgetUses(ctx.db, "sign-in", user.email);
  return user;
}

/** Sensitive deeds are open in this session for the next ten minutes. Answers the proof under which it goes on with a new id. */
export async function proveAgain(ctx: Ctx, me: Self, input: { password: string }): Promise<{ token: string }> {
  mustBeOneself(ctx);
  await rightPassword(ctx, me, { password: input.password, field: "password" });
  return inTransaction(ctx, (t) => markProved(t, me));
}

/** For whichever way somebody proved themself again. Whoever knew the session's id before knows nothing of it afterwards. */
export async function markProved(t: TxCtx, me: Self): Promise<{ token: string }> {
  await markSessionProved(t.tx, me.sessionId, me.userId, t.now);
  await record(t, [ownDeed(t, "member.proved_again")]);
  return goOnAnew(t, me);
}

/** A proof by which the browser's session goes on under a new id. */
export async function goOnAnew(t: TxCtx, { userId, sessionId }: Self): Promise<{ token: string }> {
  const going = { userId, resumes: sessionId, device: "", method: "proved_again" };
  return { token: await keepResumingProof({ db: t.tx, now: t.now }, going) };
}
