// The signed key of a person's own page about messages: it shows and changes which messages they get, and nothing else.
import { notFound } from "../errors.ts";
import { readKey, signKey } from "../signed-key.ts";

export const messagesLink = (
  ctx: { clinicId: string; secret: string; publicUrl: string },
  slug: string,
  patientId: string,
): string => `${ctx.publicUrl}/${slug}/messages/${messagesKey(ctx, patientId)}`;

export const messagesKey = (ctx: { clinicId: string; secret: string }, patientId: string): string =>
  signKey(ctx, "messages", patientId);

/** Refuses with `not_found` when it was not signed here. */
export function readMessagesKey(secret: string, key: string): { clinicId: string; patientId: string } {
  const read = readKey(secret, "messages", key);
  if (!read) throw notFound("page");
  return { clinicId: read.clinicId, patientId: read.id };
}
