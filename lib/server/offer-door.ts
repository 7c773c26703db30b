// The signed key of a freed time that was offered to somebody, at the address of its clinic.
import "server-only";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { notFound } from "../errors.ts";
import { readOfferKey } from "../messages/take-offer.ts";
import { contextFor, guestCtx } from "./contexts.ts";

/** A key of another clinic opens nothing there. Refuses with `not_found`. */
export async function offerDoor(slug: string, token: string): Promise<{ ctx: Ctx; offerId: string }> {
  const { clinicId, offerId } = readOfferKey(needed("AUTH_SECRET"), token);
  const { clinic } = await guestCtx(slug);
  if (clinicId !== clinic.id) throw notFound("page");
  return { ctx: contextFor(clinicId, { kind: "guest" }), offerId };
}
