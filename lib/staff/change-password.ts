// A new password for oneself; whoever else was signed in with the old one is out.
import { markSessionProved } from "../../db/queries/login-sessions.ts";
import { factorOfUser, setPasswordHash } from "../../db/queries/sign-in.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { hashPassword } from "../passwords.ts";
import { isListedPassword } from "./blocked-passwords.ts";
import { passwordProblem } from "./password-rule.ts";
import { goOnAnew, rightPassword } from "./prove-again.ts";
import { mustBeOneself, ownDeed, type Self } from "./self.ts";
import { leaveOnlyThisOne } from "./sessions.ts";

/** What guessers know of somebody. */
export const wordsAbout = (...texts: string[]): string[] => texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));

/** Answers the proof under which this session goes on with a new id. Refuses with `invalid`, naming the field `current` or `password`. */
export async function changePassword(
  ctx: Ctx,
  me: Self,
  input: { current: string; password: string },
): Promise<{ ended: number; token: string }> {
  mustBeOneself(ctx);
  const user = await rightPassword(ctx, me, { password: input.current, field: "current" });
  const factorOn = Boolean((await factorOfUser(ctx.db, me.userId))?.confirmedAt);
  const clinic = await inTransaction(ctx, ({ tx }) => clinicRow(tx, ctx.clinicId));
  const about = wordsAbout(user.name, user.email, clinic?.name ?? "");
  const problem =
    input.password === input.current
      ? "This is the one you have. Choose another."
      : passwordProblem(input.password, { factorOn, about, isListed: isListedPassword });
  if (problem) throw new Refusal("invalid", problem, { fields: [{ field: "password", message: problem }] });
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx, async (t) => {
    await setPasswordHash(t.tx, me.userId, passwordHash);
    await markSessionProved(t.tx, me.sessionId, me.userId, ctx.now);
    await record(t, [ownDeed(t, "member.password_changed")]);
    const ended = await leaveOnlyThisOne(t, me);
    return { ended, ...(await goOnAnew(t, me)) };
  });
}
