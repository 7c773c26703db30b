// Opens a patient's own plan in one browser: a code by e-mail plus the birth date, ten minutes, five tries, one use.
import { randomBytes } from "node:crypto";
import {
  addAccessCode,
  addPatientSession,
  birthDateOf,
  codesSince,
  countAttempt,
  lockBirthDate,
  lockOpenCode,
  patientOfTokenHash,
  spendCode,
} from "../../db/queries/patient-access.ts";
import { endSessionOfToken } from "../../db/queries/patient-keys.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { isId, newId } from "../ids.ts";
import type { Actor } from "../permissions/permissions.ts";
import { hashOf } from "../tokens.ts";
import { codeOf } from "./patient-code.ts";

const minutes = 60_000;
const codesAnHour = 5;
const triesACode = 5;
const sessionDays = 30;

/**
 * Sends the patient a code. Whoever asks learns nothing: the answer is the same for a right and a wrong birth date, and a wrong one
 * sends nothing.
 */
export async function requestCode(
  ctx: Ctx,
  input: { patientId: string; birthDate: string; browserKey: string },
): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  if (!isId(input.patientId)) return;
  await inTransaction(ctx, async (t) => {
    // Locked, so that codes asked for at the same moment are counted one after the other.
    const birthDate = await lockBirthDate(t.tx, t.clinicId, input.patientId);
    const recent = await codesSince(t.tx, t.clinicId, input.patientId, new Date(ctx.now.getTime() - 50 * minutes));
    if (!birthDate || birthDate !== input.birthDate || recent >= codesAnHour) return;
    const id = newId();
    await addAccessCode(t.tx, {
      clinicId: t.clinicId,
      id,
      patientId: input.patientId,
      codeHash: hashOf(codeOf(ctx.secret, id)),
      browserHash: hashOf(input.browserKey),
      expiresAt: new Date(ctx.now.getTime() + 10 * minutes),
    });
    await announce(t, [
      { kind: "patient.code", payload: { accessCodeId: id, patientId: input.patientId }, dedupeKey: `code:${id}` },
    ]);
    await record(t, [
      { deed: "patient.code_sent", subjectKind: "patient", subjectId: input.patientId, patientId: input.patientId },
    ]);
  });
}

/** Spends a code. Answers the browser's token, or refuses with `code_wrong`; every try counts even when it is refused. */
export async function openByCode(
  ctx: Ctx,
  input: { patientId: string; birthDate: string; code: string; browserKey: string },
): Promise<{ token: string }> {
  mustMay(ctx, "manage_own_booking");
  const token = await inTransaction(ctx, async (t) => {
    if (!isId(input.patientId)) return null;
    const row = await lockOpenCode(t.tx, t.clinicId, input.patientId, hashOf(input.browserKey), ctx.now);
    if (!row || row.attempts >= triesACode) return null;
    const birthDate = await birthDateOf(t.tx, t.clinicId, input.patientId);
    if (row.codeHash !== hashOf(input.code.replace(/\D/g, "")) || birthDate !== input.birthDate) {
      await countAttempt(t.tx, t.clinicId, row.id);
      return null;
    }
    await spendCode(t.tx, t.clinicId, row.id, ctx.now);
    const made = randomBytes(24).toString("base64url");
    await addPatientSession(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      patientId: input.patientId,
      tokenHash: hashOf(made),
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + sessionDays * 24 * 60 * minutes),
    });
    await record(t, [
      { deed: "patient.opened_plan", subjectKind: "patient", subjectId: input.patientId, patientId: input.patientId },
    ]);
    return made;
  });
  if (!token)
    throw new Refusal(
      "code_wrong",
      "This code and birth date do not open the plan. Check both, or ask for a new code.",
    );
  return { token };
}

/**
 * Who opened a plan in this browser; null when nobody did, or no longer. The code of a patient whom somebody looks after goes to that
 *  person, so it is them; and a patient may have turned to somebody whom they look after, for as long as that holds.
 */
export async function patientOfSession(
  ctx: Ctx,
  input: { token: string },
): Promise<Extract<Actor, { kind: "patient" | "guardian" }> | null> {
  const found = await inTransaction(ctx, (t) => patientOfTokenHash(t.tx, t.clinicId, hashOf(input.token), ctx.now));
  if (!found) return null;
  const proved = found.provedAt ? { provedAt: found.provedAt } : {};
  if (found.dependantId)
    return { kind: "guardian", patientId: found.dependantId, guardianId: found.patientId, ...proved };
  const kind = found.guardianName || found.lookedAfter ? "guardian" : "patient";
  return { kind, patientId: found.patientId, ...proved };
}

/** Ends a browser's session for good; one that is not there is no matter. */
export async function endPatientSession(ctx: Ctx, { token }: { token: string }): Promise<void> {
  await inTransaction(ctx, (t) => endSessionOfToken(t.tx, t.clinicId, hashOf(token), t.now));
}
