// Opens a chart from outside the care team: for a written reason, for an hour, and where the owner and the patient see it.
import { z } from "zod";
import { addChartOpening, careTeamOf } from "../../db/queries/care-team.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";

const minutes = 60;

export const openingInput = z.object({
  patientId: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(10, "Write a sentence: why you, and why now.")
    .max(500, "Write at most 500 characters."),
});

/** Refuses with `not_found`, and with `already_done` for somebody who treats the patient. */
export async function openChartByReason(
  ctx: Ctx,
  input: z.output<typeof openingInput>,
): Promise<{ openingId: string; until: Date }> {
  mustMay(ctx, "open_chart_by_reason");
  const { actor } = ctx;
  if (actor.kind !== "member") throw new Refusal("forbidden", "A chart is opened by somebody of the clinic.");
  const { patientId, reason } = input;
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    if (actor.practitionerId !== null && (await careTeamOf(tx, clinicId, patientId)).includes(actor.practitionerId))
      throw new Refusal("already_done", "You treat this patient; the chart is open to you.");
    const openingId = newId();
    const until = new Date(now.getTime() + minutes * 60_000);
    await addChartOpening(tx, {
      clinicId,
      id: openingId,
      patientId,
      memberId: actor.memberId,
      reason,
      openedAt: now,
      expiresAt: until,
    });
    await record(t, [
      {
        deed: "chart.opened_by_reason",
        subjectKind: "chart_opening",
        subjectId: openingId,
        patientId,
        detail: { minutes },
      },
    ]);
    return { openingId, until };
  });
}
