// What a patient does at home between visits: set and ended by who treats them, read by the patient beside their plan.
import { z } from "zod";
import { addHomeTask, endHomeTask as endHomeTaskRow, homeTaskRow, homeTasksOf } from "../../db/queries/chart-extras.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

export type HomeTask = {
  taskId: string;
  title: string;
  how: string;
  often: string;
  fromDate: LocalDate;
  setBy: string;
  endedAt: Date | null;
};

export const homeTaskInput = z.object({
  title: z.string().trim().min(2, "Say what it is, such as: chin tucks.").max(80),
  how: z.string().trim().max(600),
  often: z.string().trim().min(2, "Say how often, such as: three times a day.").max(80),
});

/** Those in force first, the latest first. Staff see who treat the patient; a patient sees their own. */
export async function listHomeTasks(ctx: Ctx, input: { patientId: string }): Promise<HomeTask[]> {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own === null ? "see_chart" : "see_own_plan");
  if (!isId(input.patientId) || (own !== null && own !== input.patientId)) throw notFound("patient");
  const rows = await inTransaction(ctx, async (t) => {
    if (own === null) await mustTreat(t, input.patientId);
    return homeTasksOf(t.tx, t.clinicId, input.patientId);
  });
  return rows
    .map(({ row: { id, title, how, often, fromDate, endedAt }, setBy }) => ({
      taskId: id,
      title,
      how,
      often,
      fromDate,
      setBy,
      endedAt,
    }))
    .toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null));
}

/** From today on. Refuses with `not_found` and `reason_needed`. */
export async function setHomeTask(
  ctx: Ctx,
  input: z.output<typeof homeTaskInput> & { patientId: string },
): Promise<{ taskId: string }> {
  mustMay(ctx, "write_chart");
  const { patientId, title, how, often } = input;
  const setBy = memberIdOf(ctx);
  if (setBy === null) throw new Refusal("forbidden", "A task is set by somebody of the clinic.");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!isId(patientId) || !(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    await mustTreat(t, patientId);
    const { timeZone } = await loadClinic(t);
    const id = newId();
    const fromDate = dateIn(now, timeZone);
    await addHomeTask(tx, { clinicId, id, patientId, title, how, often, fromDate, setBy, setAt: now });
    await record(t, [{ deed: "home_task.set", subjectKind: "home_task", subjectId: id, patientId }]);
    return { taskId: id };
  });
}

/** Refuses with `not_found`, `reason_needed`, and with `already_done`. */
export async function endHomeTask(ctx: Ctx, input: { taskId: string }): Promise<void> {
  mustMay(ctx, "write_chart");
  const { taskId } = input;
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const task = isId(taskId) ? await homeTaskRow(tx, clinicId, taskId) : null;
    if (!task) throw notFound("task");
    await mustTreat(t, task.patientId);
    if (!(await endHomeTaskRow(tx, clinicId, taskId, { endedAt: now, endedBy: memberIdOf(ctx)! })))
      throw new Refusal("already_done", "This task is over already.");
    await record(t, [
      { deed: "home_task.ended", subjectKind: "home_task", subjectId: taskId, patientId: task.patientId },
    ]);
  });
}
