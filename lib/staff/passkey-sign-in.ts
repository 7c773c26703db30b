// Signing in with a passkey, and proving oneself with it before a sensitive deed. Nobody says who they are: the device does.
import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { inTransaction, type Ctx } from "../context/context.ts";
import { keepChallenge, partyOf, signedBy, spendChallenge, unusable } from "./passkey-ceremony.ts";
import type { Door } from "./places.ts";
import { markProved } from "./prove-again.ts";
import { mustBeOneself, type Self } from "./self.ts";
import { keepReadyProof } from "./sign-in.ts";

export type PasskeyAsked = { token: string; options: PublicKeyCredentialRequestOptionsJSON };

/** The same for everybody: no account is named, so nothing can be learned from it. */
export async function askForPasskey(door: Pick<Door, "db" | "now" | "publicUrl">): Promise<PasskeyAsked> {
  const options = await generateAuthenticationOptions({
    rpID: partyOf(door.publicUrl).id,
    userVerification: "required",
    allowCredentials: [],
  });
  return { token: await keepChallenge(door, options.challenge, null), options };
}

/** A complete proof, which opens a session. Refuses with `invalid`, or `sign_in_needed` when it took too long. */
export async function provePasskey(
  door: Door,
  input: { token: string; answer: string; device: string },
): Promise<{ token: string }> {
  const challenge = await spendChallenge(door, input.token, null);
  const { userId } = await signedBy(door, challenge, input.answer);
  return { token: await keepReadyProof(door, { userId, device: input.device, method: "passkey" }) };
}

/** As typing the password again: sensitive deeds are open in this session for a while. */
export async function provePasskeyAgain(
  ctx: Ctx,
  me: Self,
  input: { token: string; answer: string },
): Promise<{ token: string }> {
  mustBeOneself(ctx);
  const challenge = await spendChallenge(ctx, input.token, null);
  const { userId } = await signedBy(ctx, challenge, input.answer);
  if (userId !== me.userId) throw unusable();
  return inTransaction(ctx, (t) => markProved(t, me));
}
