// What both ceremonies of a passkey share: who we are to the device, and a challenge that is good once and in one browser.
import {
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
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

/** Keeps the challenge; answers the key for the browser's cookie. `forWhat` is what else it is good for alone, such as one session. */
export async function keepChallenge(
  { db, now }: Asked,
  challenge: string,
  userId: string | null,
  forWhat = "",
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + challengeMinutes * 60_000);
  await addChallenge(db, { tokenHash: hashOf(forWhat + token), challenge, userId, expiresAt }, now);
  return token;
}

/** Spends the challenge, whatever comes of it. Refuses with `sign_in_needed` when it took too long, or was used. */
export async function spendChallenge(
  { db, now }: Asked,
  token: string,
  userId: string | null,
  forWhat = "",
): Promise<string> {
  const kept = await takeChallenge(db, hashOf(forWhat + token), now);
  if (!kept || kept.userId !== userId)
    throw new Refusal("sign_in_needed", "That took too long. Press the button and try once more.");
  return kept.challenge;
}

export const unusable = () =>
  new Refusal("invalid", "This passkey does not open an account here. Use another one, or another way.");

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

/** Asks for a new key of `who`, from a device that has none of theirs yet. */
export const askToMake = (
  publicUrl: string,
  who: { id: string; userName: string; name: string },
  known: readonly Pick<PasskeyRow, "credentialId">[],
  /** `required` where the key alone signs in, without saying who one is. */
  residentKey: "required" | "preferred",
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  generateRegistrationOptions({
    rpName: "Taper",
    rpID: partyOf(publicUrl).id,
    userID: new TextEncoder().encode(who.id),
    userName: who.userName,
    userDisplayName: who.name,
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey, userVerification: "required" },
  });

/** The key that a device made, to be kept. Refuses with `invalid`, alike for whatever is wrong. */
export async function madeBy(publicUrl: string, challenge: string, text: string) {
  const refused = () =>
    new Refusal("invalid", "The device’s answer could not be used. Press the button and try again.");
  const party = partyOf(publicUrl);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: readAnswer<RegistrationResponseJSON>(text),
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => {
    throw refused();
  });
  if (!verified) throw refused();
  const { credential } = registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    transports: credential.transports ?? [],
  };
}

type KeptKey = Pick<PasskeyRow, "id" | "credentialId" | "publicKey" | "counter" | "transports">;

/** Where keys are kept. */
export type Keys<Key extends KeptKey> = {
  find(credentialId: string): Promise<Key | null>;
  /** Whether the count went on. */
  count(id: string, counter: number): Promise<boolean>;
};

const keysOfUsers = ({ db, now }: Asked): Keys<PasskeyRow> => ({
  find: (credentialId) => passkeyByCredential(db, credentialId),
  count: (id, counter) => takeCounter(db, id, counter, now),
});

/** The passkey of a member that signed the challenge. */
export const signedBy = (served: Served, challenge: string, text: string): Promise<PasskeyRow> =>
  signedByOneOf(keysOfUsers(served), served.publicUrl, challenge, text);

/** The passkey that signed the challenge, with its count taken. Refuses with `invalid`, alike for whatever is wrong. */
export async function signedByOneOf<Key extends KeptKey>(
  keys: Keys<Key>,
  publicUrl: string,
  challenge: string,
  text: string,
): Promise<Key> {
  const answer = readAnswer<AuthenticationResponseJSON>(text);
  const key = await keys.find(answer.id);
  if (!key) throw unusable();
  const party = partyOf(publicUrl);
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
  if (!verified || !(await keys.count(key.id, authenticationInfo.newCounter))) throw unusable();
  return key;
}
