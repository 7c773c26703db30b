// "Done today" for a task at home, said by the patient.
import { addHomeTaskDay, homeTaskDaysOf } from "../../db/queries/following.ts";
import { homeTaskRow } from "../../db/queries/chart-extras.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

const shownDays = 7;

/** Said twice it counts once. Refuses with `not_found`, also for somebody else's task and one that is over. */
export async function tickHomeTask(ctx: Ctx, input: { taskId: string }): Promise<void> {
  mustMay(ctx, "see_own_plan");
  const patientId = ownPatientOf(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const task = isId(input.taskId) ? await homeTaskRow(tx, clinicId, input.taskId) : null;
    if (!task || task.patientId !== patientId || task.endedAt) throw notFound("task");
    const onDate = dateIn(now, (await loadClinic(t)).timeZone);
    const actorKind = ctx.actor.kind;
    await addHomeTaskDay(tx, { clinicId, id: newId(), patientId, taskId: task.id, onDate, at: now, actorKind });
  });
}

export type TaskWeek = { today: boolean; days: number };

/** By task: whether it was done today, and on how many of the last seven days. */
export async function ownTaskWeek(ctx: Ctx): Promise<Map<string, TaskWeek>> {
  mustMay(ctx, "see_own_plan");
  const patientId = ownPatientOf(ctx.actor);
  if (patientId === null) throw notFound("patient");
  return inTransaction(ctx, async (t) => {
    const today = dateIn(t.now, (await loadClinic(t)).timeZone);
    const week = new Map<string, TaskWeek>();
    for (const { taskId, onDate } of await homeTaskDaysOf(t.tx, t.clinicId, patientId, addDays(today, 1 - shownDays))) {
      const before = week.get(taskId) ?? { today: false, days: 0 };
      week.set(taskId, { today: before.today || onDate === today, days: before.days + 1 });
    }
    return week;
  });
}
