// A signed key as a door: who holds it reaches the one thing that it names, at the address of its clinic.
import "server-only";
import { notFound as nothingHere } from "next/navigation";
import type { Ctx } from "../context/context.ts";
import { needed } from "../env.ts";
import { notFound, Refusal } from "../errors.ts";
import { readKey, type KeyPurpose } from "../signed-key.ts";
import { contextFor, guestCtx } from "./contexts.ts";

/** A key of another clinic, or for another purpose, opens nothing there. Refuses with `not_found`. */
export async function keyDoor(slug: string, purpose: KeyPurpose, key: string): Promise<{ ctx: Ctx; id: string }> {
  const read = readKey(needed("AUTH_SECRET"), purpose, key);
  if (!read) throw notFound("page");
  const { clinic } = await guestCtx(slug);
  if (read.clinicId !== clinic.id) throw notFound("page");
  return { ctx: contextFor(read.clinicId, { kind: "guest" }), id: read.id };
}

/** {@link keyDoor} for a page: what is refused is not there. */
export async function keyPage<View>(
  slug: string,
  purpose: KeyPurpose,
  key: string,
  view: (ctx: Ctx, id: string) => Promise<View>,
): Promise<View> {
  try {
    const { ctx, id } = await keyDoor(slug, purpose, key);
    return await view(ctx, id);
  } catch (error) {
    if (error instanceof Refusal) nothingHere();
    throw error;
  }
}
