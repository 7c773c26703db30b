// The signed key of one visit of a plan as a key to its page, at the address of its clinic.
import "server-only";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { notFound } from "../errors.ts";
import { readVisitKey } from "../plans/next-visit.ts";
import { contextFor, guestCtx } from "./contexts.ts";

/** A key of another clinic opens nothing there. Refuses with `not_found`. */
export async function visitDoor(slug: string, token: string): Promise<{ ctx: Ctx; visitId: string }> {
  const { clinicId, visitId } = readVisitKey(needed("AUTH_SECRET"), token);
  const { clinic } = await guestCtx(slug);
  if (clinicId !== clinic.id) throw notFound("visit");
  return { ctx: contextFor(clinicId, { kind: "guest" }), visitId };
}
