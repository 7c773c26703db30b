// Keeps what came of a call about a plan, and asks for another one when they want it.
import { closeCallsAbout } from "../../db/queries/insights.ts";
import { personOfPlan } from "../../db/queries/plans.ts";
import { addCallTask } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { callInput, type CallKind, type CallToLog } from "./insights-input.ts";
import { parseAsked } from "../context/parse-asked.ts";

export type { CallToLog } from "./insights-input.ts";

const about: Record<CallKind, string> = {
  nothing_booked: "the next visit",
  behind_pace: "the visits that were missed",
  lapsed: "coming back",
  reassessment_overdue: "a reassessment",
  funding_ending: "what the payer still pays",
};

const oneDay = 86_400_000;

/** `call_back` puts a call for tomorrow on the desk's list; any other outcome closes what was open there. Refuses with `not_found`. */
export async function logCall(ctx: Ctx, input: CallToLog): Promise<void> {
  mustMay(ctx, "see_adherence");
  const { planId, kind, outcome, note } = parseAsked(callInput, input);
  await inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const person = await personOfPlan(tx, clinicId, planId);
    if (!person) throw notFound("plan");
    const end = { closedAt: now, closedBy: memberIdOf(ctx), outcome };
    await closeCallsAbout(tx, clinicId, planId, kind, end);
    const call = {
      clinicId,
      kind,
      patientId: person.patientId,
      screenId: null,
      planId,
      name: person.name,
      phone: person.mobile,
      email: person.email,
      createdAt: now,
    };
    await addCallTask(tx, { ...call, ...end, id: newId(now.getTime()), reason: note, dueAt: now });
    if (outcome === "call_back") {
      const dueAt = new Date(now.getTime() + oneDay);
      const reason = `Asked to be called back about ${about[kind]}.${note ? ` ${note}` : ""}`;
      await addCallTask(tx, { ...call, id: newId(now.getTime()), reason, dueAt });
    }
    await record(tctx, [
      {
        deed: "call.logged",
        subjectKind: "plan",
        subjectId: planId,
        patientId: person.patientId,
        detail: { outcome },
      },
    ]);
  });
}
