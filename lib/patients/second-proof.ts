// A patient's second proof: a passkey of their own device, or the codes of an app; made, given, removed, and reset by the desk.
import {
  generateAuthenticationOptions,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { lockBirthDate } from "../../db/queries/patient-access.ts";
import {
  addPatientPasskey,
  appOfPatient,
  endSessionsOfPatient,
  markPatientProved,
  passkeysOfPatient,
  putPatientApp,
  removeKeysOfPatient,
  removePatientApp,
  removePatientPasskey,
  sessionOfTokenHash,
  takePatientCounter,
  takePatientStep,
} from "../../db/queries/patient-keys.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { countUse, forgetUses } from "../limits/count-use.ts";
import { seal, unseal } from "../seal.ts";
import { askToMake, keepChallenge, madeBy, partyOf, signedByOneOf, spendChallenge } from "../staff/passkey-ceremony.ts";
import { mustHaveProved } from "../staff/self.ts";
import { newSeed, seedAddress, stepOfCode } from "../staff/totp.ts";
import { hashOf } from "../tokens.ts";
import { isIdentified } from "./identified.ts";
import { isFreshProof, mayMakeKey } from "./own-proof.ts";

export const patientSeedPurpose = "patient's app seed";

/** The token of the browser's session; whose pages are open in it just now makes no difference: keys are its owner's. */
type Bearer = { token: string };
type Session = NonNullable<Awaited<ReturnType<typeof sessionOfTokenHash>>>;

export type OwnProof = {
  proved: boolean;
  /** Where the first key may not be made any more: a new code comes first. */
  mayMake: boolean;
  passkeys: { id: string; device: string; since: Date }[];
  app: { state: "off" } | { state: "begun"; seed: string; address: string } | { state: "on"; since: Date };
};

async function sessionOf(t: TxCtx, { token }: Bearer): Promise<Session> {
  const session = await sessionOfTokenHash(t.tx, t.clinicId, hashOf(token), t.now);
  if (!session) throw new Refusal("sign_in_needed", "Please sign in again with a code; nothing you did is lost.");
  return session;
}

const ownSession = (ctx: Ctx, bearer: Bearer): Promise<Session> => inTransaction(ctx, (t) => sessionOf(t, bearer));

async function keysOf({ tx, clinicId }: TxCtx, patientId: string) {
  const [passkeys, app] = await Promise.all([
    passkeysOfPatient(tx, clinicId, patientId),
    appOfPatient(tx, clinicId, patientId),
  ]);
  return { passkeys, app, hasKey: passkeys.length > 0 || Boolean(app?.confirmedAt) };
}

/** Locked, so that of two first keys that are made at once one is the first. */
async function mustMakeKey(t: TxCtx, bearer: Bearer) {
  const session = await sessionOf(t, bearer);
  await lockBirthDate(t.tx, t.clinicId, session.patientId);
  const keys = await keysOf(t, session.patientId);
  if (!mayMakeKey(session, keys.hasKey, t.now))
    throw new Refusal(
      "proof_needed",
      keys.hasKey
        ? "Show first that it is you, with a passkey or app that you have."
        : "Sign in with a new code first; a first key is made right after it.",
    );
  return { session, ...keys };
}

async function done(t: TxCtx, session: Session, deed: string): Promise<void> {
  await markPatientProved(t.tx, t.clinicId, session.id, t.now);
  await tell(t, session.patientId, deed);
}

const tell = (t: TxCtx, patientId: string, deed: string) =>
  record(t, [{ deed, subjectKind: "patient", subjectId: patientId, patientId }]);

const seedOf = (ctx: Ctx, patientId: string, app: { sealedSeed: string; keyId: string }): string | null =>
  unseal(ctx.secret, patientSeedPurpose, patientId, { sealed: app.sealedSeed, keyId: app.keyId });

/** Refuses with `sign_in_needed`. A seed is shown only until it is confirmed. */
export async function viewOwnProof(ctx: Ctx, bearer: Bearer): Promise<OwnProof> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const session = await sessionOf(t, bearer);
    const { passkeys, app, hasKey } = await keysOf(t, session.patientId);
    const mayMake = mayMakeKey(session, hasKey, t.now);
    const seed = app && !app.confirmedAt && mayMake ? seedOf(ctx, session.patientId, app) : null;
    const person = seed ? await patientRow(t.tx, t.clinicId, session.patientId) : null;
    return {
      proved: isFreshProof(session.provedAt, t.now),
      mayMake,
      passkeys: passkeys.map(({ id, device, createdAt }) => ({ id, device, since: createdAt })),
      app: app?.confirmedAt
        ? { state: "on", since: app.confirmedAt }
        : seed
          ? { state: "begun", seed, address: seedAddress(seed, person?.email ?? "patient") }
          : { state: "off" },
    };
  });
}

/** What the browser hands to the device. Refuses with `proof_needed`. */
export async function beginPatientPasskey(
  ctx: Ctx,
  bearer: Bearer,
): Promise<{ token: string; options: PublicKeyCredentialCreationOptionsJSON }> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const { session, passkeys } = await mustMakeKey(t, bearer);
    const person = await patientRow(t.tx, t.clinicId, session.patientId);
    if (!person) throw notFound("patient");
    const who = { id: session.patientId, userName: person.email ?? person.name, name: person.name };
    const options = await askToMake(ctx.publicUrl, who, passkeys, "preferred");
    return { token: await keepChallenge({ db: t.tx, now: t.now }, options.challenge, null, session.id), options };
  });
}

type Answered = Bearer & { challenge: string; answer: string };

/** Keeps the passkey, and counts as a proof. Refuses with `invalid`, `already_done`, `proof_needed`, or `sign_in_needed` when it took too long. */
export async function addPatientKey(ctx: Ctx, input: Answered & { device: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const asked = await ownSession(ctx, input);
  const challenge = await spendChallenge(ctx, input.challenge, null, asked.id);
  const made = await madeBy(ctx.publicUrl, challenge, input.answer);
  await inTransaction(ctx, async (t) => {
    const { session } = await mustMakeKey(t, input);
    const added = await addPatientPasskey(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      patientId: session.patientId,
      ...made,
      device: input.device,
      createdAt: t.now,
    });
    if (!added) throw new Refusal("already_done", "This device has a passkey for you already.");
    await done(t, session, "patient.passkey_added");
  });
}

/** Asks for one of the person's own passkeys. */
export async function askPatientPasskey(
  ctx: Ctx,
  bearer: Bearer,
): Promise<{ token: string; options: PublicKeyCredentialRequestOptionsJSON }> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const session = await sessionOf(t, bearer);
    const passkeys = await passkeysOfPatient(t.tx, t.clinicId, session.patientId);
    if (!passkeys.length) throw notFound("passkey");
    const options = await generateAuthenticationOptions({
      rpID: partyOf(ctx.publicUrl).id,
      userVerification: "required",
      allowCredentials: passkeys.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: transports as AuthenticatorTransport[],
      })),
    });
    return { token: await keepChallenge({ db: t.tx, now: t.now }, options.challenge, null, session.id), options };
  });
}

/** Refuses with `invalid`, or `sign_in_needed` when it took too long. */
export async function provePatientByPasskey(ctx: Ctx, input: Answered): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const asked = await ownSession(ctx, input);
  const challenge = await spendChallenge(ctx, input.challenge, null, asked.id);
  await inTransaction(ctx, async (t) => {
    const session = await sessionOf(t, input);
    const own = await passkeysOfPatient(t.tx, t.clinicId, session.patientId);
    const keys = {
      find: async (credentialId: string) => own.find((key) => key.credentialId === credentialId) ?? null,
      count: (id: string, counter: number) => takePatientCounter(t.tx, t.clinicId, id, counter, t.now),
    };
    await signedByOneOf(keys, ctx.publicUrl, challenge, input.answer);
    await done(t, session, "patient.proved");
  });
}

/** Makes a new seed for an app; one that was begun before is forgotten. Refuses with `already_done` and `proof_needed`. */
export async function beginPatientApp(ctx: Ctx, bearer: Bearer): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  await inTransaction(ctx, async (t) => {
    const { session, app } = await mustMakeKey(t, bearer);
    if (app?.confirmedAt) throw new Refusal("already_done", "Your app is set up already.");
    const { sealed, keyId } = seal(ctx.secret, patientSeedPurpose, session.patientId, newSeed());
    await putPatientApp(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      patientId: session.patientId,
      sealedSeed: sealed,
      keyId,
      createdAt: t.now,
    });
  });
}

/** The app's code of now; the first one sets the app up. Refuses with `code_wrong`, `too_many` and, for a first one, `proof_needed`. */
export async function provePatientByApp(ctx: Ctx, input: Bearer & { code: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const { patientId } = await ownSession(ctx, input);
  await countUse(ctx.db, "sign-in-code", patientId);
  await inTransaction(ctx, async (t) => {
    const session = await sessionOf(t, input);
    const app = await appOfPatient(t.tx, t.clinicId, patientId);
    if (app && !app.confirmedAt) await mustMakeKey(t, input);
    const seed = app && seedOf(ctx, patientId, app);
    const step = seed ? stepOfCode(seed, input.code, t.now, app.lastStep) : null;
    if (step === null || !(await takePatientStep(t.tx, t.clinicId, patientId, step, t.now)))
      throw new Refusal(
        "code_wrong",
        "This code does not fit. Check the time of your telephone, and try the next one.",
        {
          fields: [{ field: "code", message: "Type the six digits that your app shows now." }],
        },
      );
    await done(t, session, app!.confirmedAt ? "patient.proved" : "patient.app_added");
  });
  await forgetUses(ctx.db, "sign-in-code", patientId);
}

/** `key` is a passkey's id, or `app`. Refuses with `proof_needed`, and with `not_found` for what is not the person's own. */
export async function dropPatientKey(ctx: Ctx, input: Bearer & { key: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  await inTransaction(ctx, async (t) => {
    const { patientId, provedAt } = await sessionOf(t, input);
    if (!isFreshProof(provedAt, t.now)) throw new Refusal("proof_needed", "Show first that it is you.");
    const isApp = input.key === "app";
    const gone = isApp
      ? await removePatientApp(t.tx, t.clinicId, patientId)
      : isId(input.key) && (await removePatientPasskey(t.tx, t.clinicId, patientId, input.key));
    if (!gone) throw notFound("key");
    await tell(t, patientId, isApp ? "patient.app_removed" : "patient.passkey_removed");
  });
}

export type DeskProof = { passkeys: number; app: boolean };

/** For the desk: whether the patient has keys, and never which. */
export async function viewPatientProof(ctx: Ctx, input: { patientId: string }): Promise<DeskProof> {
  mustMay(ctx, "see_patient");
  if (!isId(input.patientId)) throw notFound("patient");
  return inTransaction(ctx, async (t) => {
    const { passkeys, app } = await keysOf(t, input.patientId);
    return { passkeys: passkeys.length, app: Boolean(app?.confirmedAt) };
  });
}

/**
 * The desk has made sure who stands before it, and takes away every key and open session: the next code by mail makes the first key anew.
 * Refuses with `proof_needed`, `not_found`, and `invalid` without what was seen.
 */
export async function resetPatientProof(ctx: Ctx, input: { patientId: string; seen: string }): Promise<void> {
  mustMay(ctx, "reset_patient_proof");
  mustHaveProved(ctx);
  if (!isId(input.patientId)) throw notFound("patient");
  const { seen } = input;
  if (!isIdentified(seen)) {
    const message = "Say how you made sure who it is.";
    throw new Refusal("invalid", message, { fields: [{ field: "seen", message }] });
  }
  await inTransaction(ctx, async (t) => {
    if (!(await patientRow(t.tx, t.clinicId, input.patientId))) throw notFound("patient");
    await removeKeysOfPatient(t.tx, t.clinicId, input.patientId);
    await endSessionsOfPatient(t.tx, t.clinicId, input.patientId, t.now);
    await record(t, [
      {
        deed: "patient.proof_reset",
        subjectKind: "patient",
        subjectId: input.patientId,
        patientId: input.patientId,
        detail: { seen },
      },
    ]);
  });
}
