// The link of an invitation: 32 bytes that only who holds the secret can derive from its id, so that no usable link is ever stored.
import { createHmac } from "node:crypto";
import type { Ctx } from "../context/context.ts";

export const invitationToken = (secret: string, invitationId: string): string =>
  createHmac("sha256", secret).update(`invitation:${invitationId}`).digest("base64url");

export const invitationLink = (ctx: Ctx, slug: string, invitationId: string): string =>
  `${ctx.publicUrl}/join/${slug}/${invitationToken(ctx.secret, invitationId)}`;

/** How long the link of an invitation is good. */
export const invitationDays = 3;
