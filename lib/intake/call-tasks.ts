// The calls the desk owes: the open list, and closing one with what came of it.
import { callTaskRow, closeTask, openCallTasks } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import type { CallTaskView } from "./screen-views.ts";

/** Open calls, the longest due first. */
export async function listCallTasks(ctx: Ctx): Promise<CallTaskView[]> {
  mustMay(ctx, "close_call_task");
  const rows = await inTransaction(ctx, ({ tx }) => openCallTasks(tx, ctx.clinicId));
  return rows.map((row) => ({
    taskId: row.id,
    kind: row.kind,
    name: row.name,
    phone: row.phone,
    email: row.email,
    reason: row.reason,
    dueAt: row.dueAt,
    createdAt: row.createdAt,
    patientId: row.patientId,
    screenId: row.screenId,
    planId: row.planId,
  }));
}

/** Refuses with `not_found`, `already_done`, or `invalid` without an outcome. */
export async function closeCallTask(ctx: Ctx, input: { taskId: string; outcome: string }): Promise<void> {
  mustMay(ctx, "close_call_task");
  const outcome = input.outcome.trim();
  if (!outcome)
    throw new Refusal("invalid", "Please say what came of the call.", {
      fields: [{ field: "outcome", message: "For example: spoke, left a message, no answer." }],
    });
  if (!isId(input.taskId)) throw notFound("call");
  await inTransaction(ctx, async (tctx) => {
    const end = { closedAt: ctx.now, closedBy: memberIdOf(ctx), outcome };
    if (!(await closeTask(tctx.tx, ctx.clinicId, input.taskId, end))) {
      if (!(await callTaskRow(tctx.tx, ctx.clinicId, input.taskId)).length) throw notFound("call");
      throw new Refusal("already_done", "This call was closed already.");
    }
    await record(tctx, [{ deed: "call.closed", subjectKind: "call_task", subjectId: input.taskId }]);
  });
}
