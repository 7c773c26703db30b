// Keeps a flare that the patient told of, and takes one back that was told by mistake. A flare is never called failure.
import { addFlare, episodeRow, flareRow, flaresOf } from "../../db/queries/charting.ts";
import { troubleOf } from "../../db/errors.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { flareInput, takenBackInput, type FlareInput } from "./charting-input.ts";
import { parseChart } from "./parse-chart.ts";

/** Older ones say nothing about what comes next. A house default. */
const longestAgoDays = 90;

/** Refuses with `invalid` for a day to come or long gone, with `already_done` for a day that has one, and with `not_found`. */
export async function recordFlare(ctx: Ctx, input: FlareInput): Promise<{ flareId: string }> {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own === null ? "write_chart" : "see_own_plan");
  const { patientId, episodeId, onDate, trigger } = parseChart(flareInput, input);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const [episode, clinic] = await Promise.all([episodeRow(tx, clinicId, episodeId), loadClinic(tctx)]);
    if (episode?.patientId !== patientId || (own !== null && own !== patientId)) throw notFound("episode of care");
    await mustTreat(tctx, patientId);
    const today = dateIn(now, clinic.timeZone);
    if (onDate > today || onDate < addDays(today, -longestAgoDays))
      throw new Refusal("invalid", "Please look at the day again.", {
        fields: [{ field: "onDate", message: `Enter a day within the last ${longestAgoDays} days.` }],
      });
    const known = await flaresOf(tx, clinicId, episodeId);
    if (known.some((flare) => flare.onDate === onDate))
      throw new Refusal("already_done", "A flare that began on this day is kept already.");
    const flareId = newId();
    await addFlare(tx, {
      clinicId,
      id: flareId,
      patientId,
      episodeId,
      onDate,
      kind: "told",
      trigger,
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
    });
    await tell(tctx, "flare.recorded", flareId, patientId);
    return { flareId };
  });
}

/** The row stays; a second one takes it back. Refuses with `already_done` and `not_found`. */
export async function takeBackFlare(ctx: Ctx, input: { flareId: string }): Promise<void> {
  mustMay(ctx, "write_chart");
  const { flareId } = parseChart(takenBackInput, input);
  await inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const flare = await flareRow(tx, clinicId, flareId);
    if (!flare || flare.takesBackId !== null) throw notFound("flare");
    await mustTreat(tctx, flare.patientId);
    try {
      await addFlare(tx, {
        ...flare,
        id: newId(),
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        takesBackId: flareId,
      });
    } catch (error) {
      if (troubleOf(error) !== "duplicate") throw error;
      throw new Refusal("already_done", "This flare was taken back already.");
    }
    await tell(tctx, "flare.taken_back", flareId, flare.patientId);
  });
}

const tell = (ctx: TxCtx, deed: string, subjectId: string, patientId: string) =>
  record(ctx, [{ deed, subjectKind: "flare", subjectId, patientId }]);
