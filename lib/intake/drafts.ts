// What a guest typed before anything is booked: kept for 24 hours under a secret that only the guest's browser knows.
import { createHash, randomBytes } from "node:crypto";
import { addDraft, draftByToken, removeDraft, removeOldDrafts, updateDraft } from "../../db/queries/screens.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { newId } from "../ids.ts";
import type { DraftView } from "./screen-views.ts";

const HOURS_24 = 86_400_000;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * Adds answers to the draft of the token, or to a new one when there is none, it is unknown or older than 24 hours.
 * Answers the token for the cookie.
 */
export async function saveDraft(
  ctx: Ctx,
  input: { token?: string | undefined; answers: Record<string, unknown> },
): Promise<{ token: string; draftId: string; expiresAt: Date }> {
  mustMay(ctx, "book_online");
  return inTransaction(ctx, async ({ tx, clinicId, now }) => {
    const known = input.token ? await draftByToken(tx, clinicId, hashOf(input.token), now) : null;
    if (known && input.token) {
      await updateDraft(tx, clinicId, known.id, { ...known.answers, ...input.answers });
      return { token: input.token, draftId: known.id, expiresAt: known.expiresAt };
    }
    const token = randomBytes(24).toString("base64url");
    const draftId = newId(now.getTime());
    const expiresAt = new Date(now.getTime() + HOURS_24);
    await addDraft(tx, { clinicId, id: draftId, tokenHash: hashOf(token), answers: input.answers, expiresAt });
    return { token, draftId, expiresAt };
  });
}

/** The draft of a token, or null when it is unknown or older than 24 hours. */
export async function loadDraft(ctx: Ctx, input: { token: string }): Promise<DraftView | null> {
  mustMay(ctx, "book_online");
  const row = await inTransaction(ctx, ({ tx, clinicId, now }) => draftByToken(tx, clinicId, hashOf(input.token), now));
  return row && { draftId: row.id, answers: row.answers, expiresAt: row.expiresAt };
}

/** Forgets a draft, once its booking is made. */
export async function forgetDraft(ctx: Ctx, input: { token: string }): Promise<void> {
  mustMay(ctx, "book_online");
  await inTransaction(ctx, ({ tx, clinicId }) => removeDraft(tx, clinicId, hashOf(input.token)));
}

/** Removes drafts older than 24 hours; answers how many. */
export async function forgetOldDrafts(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, ({ tx, clinicId, now }) => removeOldDrafts(tx, clinicId, now));
}
