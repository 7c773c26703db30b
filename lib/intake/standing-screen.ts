// Reads which screen stands for a patient.
import { reviewedScreens } from "../../db/queries/screens.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import type { StandingScreen } from "./screen-views.ts";
import { standingOf } from "./standing.ts";

/** The standing screen, or null when the patient never answered one. `exceptDraftId` leaves one sitting out. */
export async function standingScreen(
  ctx: Ctx,
  patientId: string,
  opts: { exceptDraftId?: string | undefined } = {},
): Promise<StandingScreen | null> {
  const screens = await inTransaction(ctx, ({ tx }) => reviewedScreens(tx, ctx.clinicId, [patientId]));
  const { exceptDraftId } = opts;
  return standingOf(screens.filter((screen) => exceptDraftId === undefined || screen.draftId !== exceptDraftId));
}
