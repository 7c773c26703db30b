// What both ceremonies of a passkey share: who we are to the device, and a challenge that is good once and in one browser.
import {
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { Handle } from "../../db/client.ts";
import {
  addChallenge,
  passkeyByCredential,
  takeChallenge,
  takeCounter,
  type PasskeyRow,
} from "../../db/queries/passkeys.ts";
import { Refusal } from "../errors.ts";
import { hashOf, newToken } from "../tokens.ts";

const challengeMinutes = 5;

type Asked = { db: Handle; now: Date };
type Served = Asked & { publicUrl: string };

/** A passkey belongs to one host, and answers on one origin. */
export const partyOf = (publicUrl: string) => {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
};

/** Keeps the challenge; answers the key for the browser's cookie. */
export async function keepChallenge({ db, now }: Asked, challenge: string, userId: string | null): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + challengeMinutes * 60_000);
  await addChallenge(db, { tokenHash: hashOf(token), challenge, userId, expiresAt }, now);
  return token;
}

/** Spends the challenge, whatever comes of it. Refuses with `sign_in_needed` when it took too long, or was used. */
export async function spendChallenge({ db, now }: Asked, token: string, userId: string | null): Promise<string> {
  const kept = await takeChallenge(db, hashOf(token), now);
  if (!kept || kept.userId !== userId)
    throw new Refusal("sign_in_needed", "That took too long. Press the button and try once more.");
  return kept.challenge;
}

export const unusable = () =>
  new Refusal("invalid", "This passkey does not open an account here. Use another one, or your password.");

/** What a device answers, as JSON text; it is checked in depth by the library that reads it. */
const answered = z.looseObject({ id: z.string().max(1400), response: z.looseObject({}) });

export function readAnswer<T>(text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text.slice(0, 20_000));
  } catch {
    throw unusable();
  }
  const parsed = answered.safeParse(value);
  if (!parsed.success) throw unusable();
  return parsed.data as T;
}

/** The passkey that signed the challenge, with its count taken. Refuses with `invalid`, alike for whatever is wrong. */
export async function signedBy(served: Served, challenge: string, text: string): Promise<PasskeyRow> {
  const answer = readAnswer<AuthenticationResponseJSON>(text);
  const key = await passkeyByCredential(served.db, answer.id);
  if (!key) throw unusable();
  const party = partyOf(served.publicUrl);
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: key.credentialId,
      publicKey: new Uint8Array(Buffer.from(key.publicKey, "base64url")),
      counter: key.counter,
      transports: key.transports as AuthenticatorTransport[],
    },
  }).catch(() => {
    throw unusable();
  });
  if (!verified || !(await takeCounter(served.db, key.id, authenticationInfo.newCounter, served.now))) throw unusable();
  return key;
}
