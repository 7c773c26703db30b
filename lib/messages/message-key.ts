// The signed key of a person's own page about messages: it shows and changes which messages they get, and nothing else.
import { signKey } from "../signed-key.ts";

export const messagesLink = (
  ctx: { clinicId: string; secret: string; publicUrl: string },
  slug: string,
  patientId: string,
): string => `${ctx.publicUrl}/${slug}/messages/${messagesKey(ctx, patientId)}`;

export const messagesKey = (ctx: { clinicId: string; secret: string }, patientId: string): string =>
  signKey(ctx, "messages", patientId);
