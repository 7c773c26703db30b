// The door of a tablet in a patient's hands: its cookie names one form of one visit, and opens nothing else.
import "server-only";
import type { ClinicView } from "../clinic/catalogue-views.ts";
import type { Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { tabletOf, type TabletKind } from "../patients/tablet.ts";
import { contextFor, guestCtx } from "./contexts.ts";
import { readTabletCookie } from "./cookies.ts";

export type TabletDoor = { ctx: Ctx; clinic: ClinicView; patientId: string; form: TabletKind; token: string };

/** Null when nothing is open on this device, or no longer. */
export async function tabletSeen(slug: string): Promise<TabletDoor | null> {
  // As its page: a clinic that is not published yet tries its tablets as well.
  const { ctx, clinic } = await guestCtx(slug, true);
  const token = await readTabletCookie(slug);
  const open = token ? await tabletOf(ctx, { token }) : null;
  if (!token || !open) return null;
  const actor = { kind: "patient", patientId: open.patientId, onTablet: true } as const;
  return { ctx: contextFor(clinic.id, actor), clinic, token, ...open };
}

/** For actions. Refuses with `sign_in_needed`. */
export async function tabletAction(slug: string): Promise<TabletDoor> {
  const door = await tabletSeen(slug);
  if (!door) throw new Refusal("sign_in_needed", "This form is closed. Ask the desk to open it again.");
  return door;
}
