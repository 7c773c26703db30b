// A licensed clinician looks at a screen that stopped a patient, and releases it with a reason or keeps the stop.
import { addReview, screenRow, unmarkReviewed } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";

/** Refuses with `not_found`, with `forbidden` for people without a licence, with `reason_needed` outside the care team, and with `invalid` without a reason. */
export async function releaseScreen(
  ctx: Ctx,
  input: { screenId: string; reason: string; decision?: "released" | "kept" },
): Promise<void> {
  mustMay(ctx, "review_screen");
  const reason = input.reason.trim();
  if (reason.length < 3)
    throw new Refusal("invalid", "Please say why.", {
      fields: [{ field: "reason", message: "Write what was checked, and by whom." }],
    });
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "Only a clinician of this clinic can review health answers.");
  if (!isId(input.screenId)) throw notFound("screen");
  await inTransaction(ctx, async (tctx) => {
    const screen = await screenRow(tctx.tx, ctx.clinicId, input.screenId);
    if (!screen) throw notFound("screen");
    if (screen.patientId !== null) await mustTreat(tctx, screen.patientId);
    const decision = input.decision ?? "released";
    await addReview(tctx.tx, {
      clinicId: ctx.clinicId,
      id: newId(ctx.now.getTime()),
      screenId: screen.id,
      memberId,
      decision,
      reason,
      reviewedAt: ctx.now,
    });
    if (decision === "released") await unmarkReviewed(tctx.tx, ctx.clinicId, screen.id);
    await record(tctx, [
      { deed: `screen.${decision}`, subjectKind: "screen", subjectId: screen.id, patientId: screen.patientId },
    ]);
  });
}
