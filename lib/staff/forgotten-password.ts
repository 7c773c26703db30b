// Somebody of a clinic forgot their password: a link by mail lets them choose another. It opens no session, and no second factor is left out.
import { userByEmail } from "../../db/queries/directory.ts";
import { revokeOtherSessions } from "../../db/queries/login-sessions.ts";
import {
  addPasswordReset,
  dropProofs,
  factorOfUser,
  setPasswordHash,
  spendReset,
  userOfReset,
} from "../../db/queries/sign-in.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { countUse, forgetUses } from "../limits/count-use.ts";
import { hashPassword } from "../passwords.ts";
import { readKey, signKey } from "../signed-key.ts";
import { isListedPassword } from "./blocked-passwords.ts";
import { wordsAbout } from "./change-password.ts";
import { leastLength, passwordProblem } from "./password-rule.ts";
import { placesOf, type Door, type Place } from "./places.ts";

const minutesOpen = 30;

const over = () =>
  new Refusal("not_found", "This link is over: it was used, replaced by a newer one, or is older than half an hour.");

/** The address that the mail holds. */
export const newPasswordLink = (ctx: Ctx, resetId: string): string =>
  `${ctx.publicUrl}/sign-in/new-password/${signKey(ctx, "password", resetId)}`;

/**
 * Sends the link to an account that a clinic lets in, through the first of its clinics. Whoever asks learns nothing: there is no answer
 * but `too_many`.
 */
export async function askForNewPassword(door: Door, input: { email: string }): Promise<void> {
  await countUse(door.db, "new-password", input.email);
  const user = await userByEmail(door.db, input.email);
  const [place] = user ? await placesOf(door.db, user.id, door.now) : [];
  if (!user || !place) return;
  await inTransaction({ ...door, clinicId: place.clinicId, actor: place.actor }, async (t) => {
    const id = newId();
    const expiresAt = new Date(t.now.getTime() + minutesOpen * 60_000);
    await addPasswordReset(t.tx, { id, userId: user.id, createdAt: t.now, expiresAt });
    await announce(t, [
      { kind: "member.password_forgotten", payload: { resetId: id }, dedupeKey: `new-password:${id}` },
    ]);
    await record(t, [ownLine("member.password_link_sent", place)]);
  });
}

const ownLine = (deed: string, { actor }: Place) => ({
  deed,
  subjectKind: "member" as const,
  subjectId: actor.memberId,
});

async function opened(door: Door, token: string) {
  const key = readKey(door.secret, "password", token);
  const user = key && (await userOfReset(door.db, key.id, door.now));
  const places = user ? await placesOf(door.db, user.id, door.now) : [];
  const [place, ...others] = places;
  if (!key || !user || !place) throw over();
  const factorOn = Boolean((await factorOfUser(door.db, user.id))?.confirmedAt);
  return { resetId: key.id, user, place, others, factorOn };
}

/** Looking at it does not use it up: mail programs look at links too. Refuses with `not_found`. */
export async function viewNewPassword(door: Door, input: { token: string }): Promise<{ email: string; least: number }> {
  const { user, factorOn } = await opened(door, input.token);
  return { email: user.email, least: leastLength(factorOn) };
}

/** Ends every session of the account. Refuses with `not_found`, or with `invalid` for a weak password. */
export async function choosePassword(door: Door, input: { token: string; password: string }): Promise<void> {
  const { resetId, user, place, others, factorOn } = await opened(door, input.token);
  const about = wordsAbout(user.name, user.email, place.name);
  const message = passwordProblem(input.password, { factorOn, about, isListed: isListedPassword });
  if (message) throw new Refusal("invalid", message, { fields: [{ field: "newPassword", message }] });
  const passwordHash = await hashPassword(input.password);
  const at = ({ clinicId, actor }: Place): Ctx => ({ ...door, clinicId, actor });
  await inTransaction(at(place), async (t) => {
    if (!(await spendReset(t.tx, resetId, t.now))) throw over();
    await setPasswordHash(t.tx, user.id, passwordHash);
    await dropProofs(t.tx, user.id);
    await revokeOtherSessions(t.tx, user.id, null, t.now);
    await record(t, [ownLine("member.password_reset", place)]);
  });
  for (const other of others)
    await inTransaction(at(other), (t) => record(t, [ownLine("member.password_reset", other)]));
  await forgetUses(door.db, "sign-in", user.email);
}
