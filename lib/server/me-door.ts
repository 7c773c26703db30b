// The door of a patient's own pages: the browser's opened session says who; nothing in the address does.
import "server-only";
import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import type { Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { patientCtx } from "./contexts.ts";

export type MeDoor = { ctx: Ctx; clinic: ClinicView; patientId: string };

async function opened(slug: string): Promise<MeDoor | null> {
  const door = await patientCtx(slug);
  const patientId = door && ownPatientOf(door.ctx.actor);
  return door && patientId ? { ...door, patientId } : null;
}

/** For pages: null until somebody has signed in. */
export const meSeen = (slug: string): Promise<MeDoor | null> =>
  opened(slug).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });

/** For the pages behind the first one: leads to it when nobody has signed in. */
export async function mePage(slug: string): Promise<MeDoor> {
  return (await meSeen(slug)) ?? redirect(`/${slug}/me` as Route);
}

/** For actions. Refuses with `sign_in_needed`. */
export async function meAction(slug: string): Promise<MeDoor> {
  const door = await opened(slug);
  if (!door) throw new Refusal("sign_in_needed", "Please sign in again with a code; nothing you did is lost.");
  return door;
}
