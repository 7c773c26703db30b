// The signed key of an offered or running plan's page: it names clinic and plan, opens nothing by itself, and cannot be guessed.
import { notFound } from "../errors.ts";
import { readKey, signKey } from "../signed-key.ts";

export const planToken = (ctx: { clinicId: string; secret: string }, planId: string): string =>
  signKey(ctx, "plan", planId);

/** Reads a token back. Refuses with `not_found` when it was not signed here. */
export function readPlanToken(secret: string, token: string): { clinicId: string; planId: string } {
  const read = readKey(secret, "plan", token);
  if (!read) throw notFound("plan");
  return { clinicId: read.clinicId, planId: read.id };
}
