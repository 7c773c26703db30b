// A person's own passkeys: made on a device, listed, removed.
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { addPasskey, passkeysOf, removePasskey } from "../../db/queries/passkeys.ts";
import { userById } from "../../db/queries/sign-in.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { askToMake, keepChallenge, madeBy, spendChallenge } from "./passkey-ceremony.ts";
import { mustBeOneself, mustHaveProved, mustSignInHere, ownDeed, type Self } from "./self.ts";

export type PasskeyLine = { id: string; device: string; since: Date; lastUsedAt: Date | null };

/** The first one made comes first. */
export async function listPasskeys(ctx: Ctx, me: Self): Promise<PasskeyLine[]> {
  mustBeOneself(ctx);
  const rows = await inTransaction(ctx, ({ tx }) => passkeysOf(tx, me.userId));
  return rows.map(({ id, device, createdAt, lastUsedAt }) => ({ id, device, since: createdAt, lastUsedAt }));
}

export type PasskeyBegun = { token: string; options: PublicKeyCredentialCreationOptionsJSON };

/** What the browser hands to the device, and the key that ties its answer to this browser. */
export async function beginPasskey(ctx: Ctx, me: Self): Promise<PasskeyBegun> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  mustSignInHere(me);
  return inTransaction(ctx, async ({ tx, now }) => {
    const [user, known] = await Promise.all([userById(tx, me.userId), passkeysOf(tx, me.userId)]);
    if (!user) throw notFound("account");
    const who = { id: user.id, userName: user.email, name: user.name };
    const options = await askToMake(ctx.publicUrl, who, known, "required");
    return { token: await keepChallenge({ db: tx, now }, options.challenge, me.userId), options };
  });
}

/** Keeps the passkey that the device made. Refuses with `invalid`, `already_done`, or `sign_in_needed` when it took too long. */
export async function addOwnPasskey(
  ctx: Ctx,
  me: Self,
  input: { token: string; answer: string; device: string },
): Promise<void> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  mustSignInHere(me);
  const challenge = await spendChallenge(ctx, input.token, me.userId);
  const made = await madeBy(ctx.publicUrl, challenge, input.answer);
  await inTransaction(ctx, async (t) => {
    const added = await addPasskey(t.tx, {
      id: newId(),
      userId: me.userId,
      ...made,
      device: input.device,
      createdAt: t.now,
    });
    if (!added) throw new Refusal("already_done", "This device has a passkey for your account already.");
    await record(t, [ownDeed(t, "member.passkey_added")]);
  });
}

/** Refuses with `not_found` for one that is not the person's own. */
export async function dropPasskey(ctx: Ctx, me: Self, input: { passkeyId: string }): Promise<void> {
  mustBeOneself(ctx);
  mustHaveProved(ctx);
  mustSignInHere(me);
  await inTransaction(ctx, async (t) => {
    const gone = isId(input.passkeyId) && (await removePasskey(t.tx, input.passkeyId, me.userId));
    if (!gone) throw notFound("passkey");
    await record(t, [ownDeed(t, "member.passkey_removed")]);
  });
}
