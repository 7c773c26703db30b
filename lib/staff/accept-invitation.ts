// Takes the place that an invitation offers: with a new account, or signed in with the one that has its e-mail. An account that is there is never changed.
import { userByEmail } from "../../db/queries/directory.ts";
import { moveLoginSession } from "../../db/queries/login-sessions.ts";
import { userById } from "../../db/queries/sign-in.ts";
import { addUser, invitationByToken, putMember, takeInvitation } from "../../db/queries/staff.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { hashPassword } from "../passwords.ts";
import type { MemberRole } from "../permissions/permissions.ts";
import { hashOf } from "../tokens.ts";
import { isListedPassword } from "./blocked-passwords.ts";
import { wordsAbout } from "./change-password.ts";
import { passwordProblem } from "./password-rule.ts";
import { actorOf } from "./places.ts";
import type { Self } from "./self.ts";

export type InvitationView = { email: string; name: string; role: MemberRole; hasAccount: boolean };

const over = () =>
  new Refusal(
    "not_found",
    "This invitation is over: it was used, withdrawn, or is older than three days. Ask for another.",
  );

const signInFirst = () =>
  new Refusal("sign_in_needed", "There is an account with this e-mail already. Sign in with it, then accept.");

const openOne = async (t: TxCtx, token: string) => {
  const row = await invitationByToken(t.tx, t.clinicId, hashOf(token), t.now);
  if (!row) throw over();
  return row;
};

/** Looking at it does not use it up: mail programs look at links too. Refuses with `not_found`. */
export async function loadInvitation(ctx: Ctx, input: { token: string }): Promise<InvitationView> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async (t) => {
    const { email, name, role } = await openOne(t, input.token);
    return { email, name, role: role as MemberRole, hasAccount: (await userByEmail(t.tx, email)) !== null };
  });
}

/** Refuses with `sign_in_needed` when the e-mail has an account, with `invalid` for a weak password. Answers the e-mail and the role. */
export async function acceptWithNewAccount(
  ctx: Ctx,
  input: { token: string; name: string; password: string; clinicName: string },
): Promise<{ email: string; role: MemberRole }> {
  mustMay(ctx, "see_public_clinic");
  const { email, role, hasAccount } = await loadInvitation(ctx, input);
  if (hasAccount) throw signInFirst();
  const name = input.name.trim().slice(0, 100);
  if (!name) throw refusedField("name", "Type your name.");
  const about = wordsAbout(name, email, input.clinicName);
  const problem = passwordProblem(input.password, { factorOn: false, about, isListed: isListedPassword });
  if (problem) throw refusedField("newPassword", problem);
  const passwordHash = await hashPassword(input.password);
  await inTransaction(ctx, async (t) => {
    const invitation = await openOne(t, input.token);
    const userId = newId();
    const row = { id: userId, email: invitation.email, name, passwordHash, createdAt: t.now };
    // Somebody may have made the account since it was looked for: theirs stays as it is.
    if (!(await addUser(t.tx, row))) throw signInFirst();
    await join(t, invitation, userId, name);
  });
  return { email, role };
}

/** For the account with the invitation's e-mail, from a session of it. Refuses others with `forbidden`. */
export async function acceptSignedIn(ctx: Ctx, me: Self, input: { token: string }): Promise<void> {
  mustMay(ctx, "see_public_clinic");
  await inTransaction(ctx, async (t) => {
    const invitation = await openOne(t, input.token);
    const user = await userById(t.tx, me.userId);
    if (!user || user.email !== invitation.email)
      throw new Refusal("forbidden", "This invitation is for another e-mail. Sign in with the account that has it.");
    await join(t, invitation, user.id, user.name);
    await moveLoginSession(t.tx, me.sessionId, user.id, t.clinicId);
  });
}

type Invitation = Awaited<ReturnType<typeof openOne>>;

async function join(t: TxCtx, invitation: Invitation, userId: string, name: string): Promise<void> {
  const { id, role, practitionerId } = invitation;
  if (!(await takeInvitation(t.tx, t.clinicId, id, t.now))) throw over();
  const row = { clinicId: t.clinicId, userId, role, practitionerId, name };
  const memberId = await putMember(t.tx, newId(), row, id);
  await record({ ...t, actor: actorOf({ ...row, id: memberId }) }, [
    { deed: "member.joined", subjectKind: "member", subjectId: memberId, detail: { role } },
  ]);
}

const refusedField = (field: string, message: string) =>
  new Refusal("invalid", message, { fields: [{ field, message }] });
