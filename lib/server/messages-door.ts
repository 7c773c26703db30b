// The signed key of a person's page about messages as a key to it, at the address of its clinic.
import "server-only";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { notFound } from "../errors.ts";
import { readMessagesKey } from "../messages/message-key.ts";
import { contextFor, guestCtx } from "./contexts.ts";

/** A key of another clinic opens nothing there. Refuses with `not_found`. */
export async function messagesDoor(slug: string, token: string): Promise<{ ctx: Ctx; patientId: string }> {
  const { clinicId, patientId } = readMessagesKey(needed("AUTH_SECRET"), token);
  const { clinic } = await guestCtx(slug);
  if (clinicId !== clinic.id) throw notFound("page");
  return { ctx: contextFor(clinicId, { kind: "guest" }), patientId };
}
