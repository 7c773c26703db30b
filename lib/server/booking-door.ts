// The signed manage link as a key: who holds it may see, move and cancel that one booking.
import "server-only";
import { readManageToken } from "../booking/manage-token.ts";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { notFound } from "../errors.ts";
import { contextFor, guestCtx } from "./contexts.ts";

/** The context and chain that a manage token opens, or `not_found`. */
export function bookingDoor(token: string): { ctx: Ctx; chainId: string } {
  const { clinicId, chainId } = readManageToken(needed("AUTH_SECRET"), token);
  return { ctx: contextFor(clinicId, { kind: "guest" }), chainId };
}

/** The same at an address of the clinic: a key of another clinic opens nothing there. */
export async function bookingDoorAt(slug: string, token: string): Promise<{ ctx: Ctx; chainId: string }> {
  const door = bookingDoor(token);
  const { clinic } = await guestCtx(slug);
  if (door.ctx.clinicId !== clinic.id) throw notFound("booking");
  return door;
}
