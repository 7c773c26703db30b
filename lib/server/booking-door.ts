// The signed manage link as a key: who holds it may see, move and cancel that one booking.
import "server-only";
import { readManageToken } from "../booking/manage-token.ts";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { contextFor } from "./contexts.ts";

/** The context and chain that a manage token opens, or `not_found`. */
export function bookingDoor(token: string): { ctx: Ctx; chainId: string } {
  const { clinicId, chainId } = readManageToken(needed("AUTH_SECRET"), token);
  return { ctx: contextFor(clinicId, { kind: "guest" }), chainId };
}
