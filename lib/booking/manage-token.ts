// The signed key of a booking's own page: it names clinic and chain, so nothing has to be stored, and nobody can guess one.
import { notFound } from "../errors.ts";
import { readKey, signKey } from "../signed-key.ts";

export const manageToken = (ctx: { clinicId: string; secret: string }, chainId: string): string =>
  signKey(ctx, "manage", chainId);

/** Reads a token back. Refuses with `not_found` when it was not signed here. */
export function readManageToken(secret: string, token: string): { clinicId: string; chainId: string } {
  const read = readKey(secret, "manage", token);
  if (!read) throw notFound("booking");
  return { clinicId: read.clinicId, chainId: read.id };
}
