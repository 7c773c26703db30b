// What the clinic asks of everybody's sign-in: a second factor or not, and when a desk locks by itself.
import { addSignInRule, latestSignInRule } from "../../db/queries/staff.ts";
import { factorOfUser } from "../../db/queries/sign-in.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { lockChoices, lockMinutes } from "./desk-lock.ts";
import { mustHaveProved, type Self } from "./self.ts";

export type SignInRuleView = { secondFactorRequired: boolean; lockAfterMin: number | null };

export async function loadSignInRule(ctx: Ctx): Promise<SignInRuleView> {
  mustMay(ctx, "manage_members");
  const rule = await inTransaction(ctx, ({ tx, clinicId }) => latestSignInRule(tx, clinicId));
  return { secondFactorRequired: rule?.secondFactorRequired ?? false, lockAfterMin: lockMinutes(rule) };
}

/** The owner leads the way: with a second factor of their own. Members without one set theirs up at their next sign-in. */
export async function setSignInRule(ctx: Ctx, me: Self, input: Partial<SignInRuleView>): Promise<void> {
  mustMay(ctx, "set_sign_in_rule");
  mustHaveProved(ctx);
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const rule = await latestSignInRule(tx, clinicId);
    const before = { secondFactorRequired: rule?.secondFactorRequired ?? false, lockAfterMin: lockMinutes(rule) };
    const { secondFactorRequired, lockAfterMin } = { ...before, ...input };
    if (!(lockChoices as readonly (number | null)[]).includes(lockAfterMin))
      throw new Refusal("invalid", "Choose one of the times.");
    const asksNow = secondFactorRequired && !before.secondFactorRequired;
    if (asksNow && !(await factorOfUser(tx, me.userId))?.confirmedAt)
      throw new Refusal("second_factor_needed", "Set up your own second factor first, then ask everybody for one.");
    if (before.secondFactorRequired === secondFactorRequired && before.lockAfterMin === lockAfterMin) return;
    const set = { secondFactorRequired, lockAfterMin };
    await addSignInRule(tx, { ...set, clinicId, id: newId(), setAt: now, setBy: memberIdOf(ctx)! });
    await record(t, [{ deed: "clinic.sign_in_rule_set", subjectKind: "clinic", subjectId: clinicId, detail: set }]);
  });
}

type Person = { factorSince: Date | null; createdAt: Date; method: string };

/**
 * Whether this session may do nothing yet but set up a second factor: it began after the clinic asked for one, and with a password
 * alone. A passkey is two factors by itself, and a clinic's own sign-in asks for what that clinic wants.
 */
export const mustEnrol = (rule: Awaited<ReturnType<typeof latestSignInRule>>, person: Person): boolean =>
  Boolean(rule?.secondFactorRequired) &&
  person.factorSince === null &&
  person.method.startsWith("password") &&
  person.createdAt >= rule!.setAt;
