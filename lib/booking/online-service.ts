// Whether a guest may book a service at all.
import { serviceFacts } from "../../db/queries/availability.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { actsForClinic } from "../permissions/permissions.ts";

/** The service's kind. Refuses with `not_found` when it is not offered here, or for guests not online. */
export async function mustBeOnline(ctx: TxCtx, serviceId: string): Promise<{ kind: "first" | "follow_up" }> {
  if (!isId(serviceId)) throw notFound("service");
  const service = await serviceFacts(ctx.tx, ctx.clinicId, serviceId, ctx.now);
  if (!service || (!service.online && !actsForClinic(ctx.actor))) throw notFound("service");
  return { kind: service.kind === "first" ? "first" : "follow_up" };
}
