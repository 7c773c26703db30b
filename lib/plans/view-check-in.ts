// What a patient's check-in asks just now: for which visit, which scores, and which health questions stand behind "anything new?".
import type { ScreenQuestion } from "../../db/seed/rows/screen-questions.ts";
import { checkInsOf } from "../../db/queries/following.ts";
import { measuredInstruments, screensOf } from "../../db/queries/charting.ts";
import { ownDiary } from "../charting/keep-diary.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { currentScreen } from "../intake/current-screen.ts";
import { checkInDue, type CheckInKind, type CheckInOf } from "./check-in-due.ts";
import { isRunning } from "./is-running.ts";
import { ownPlan } from "./own-plan.ts";
import type { PlanView } from "./plan-views.ts";
import { viewPlan } from "./view-plan.ts";

export type CheckInView = CheckInOf & {
  planId: string;
  episodeId: string;
  /** Start of the visit that it is about. */
  visitStart: Date | null;
  asksHeadacheDays: boolean;
  /** As the diary counts them, when it says enough; then nobody is asked. */
  countedHeadacheDays: number | null;
  asksAbility: boolean;
  version: string;
  questions: readonly ScreenQuestion[];
};

const askedOf = (plan: PlanView, due: CheckInOf) =>
  plan.visits.find(({ appointmentId }) => appointmentId !== null && appointmentId === due.appointmentId) ?? null;

/** Null while no plan runs. */
export async function viewCheckIn(ctx: Ctx): Promise<CheckInView | null> {
  mustMay(ctx, "see_own_plan");
  const own = await ownPlan(ctx);
  if (!own || !isRunning(own)) return null;
  const plan = await viewPlan(ctx, { planId: own.planId });
  return inTransaction(ctx, (tctx) => checkInOf(tctx, plan));
}

async function checkInOf(ctx: TxCtx, plan: PlanView): Promise<CheckInView> {
  const { tx, clinicId, now } = ctx;
  const [given, measured, earlier, diary] = await Promise.all([
    checkInsOf(tx, clinicId, plan.patientId),
    measuredInstruments(tx, clinicId, plan.episodeId),
    earlierAnswers(ctx, plan.patientId),
    ownDiary(ctx),
  ]);
  const done = given.map(({ kind, appointmentId }) => ({ kind: kind as CheckInKind, appointmentId }));
  const due = checkInDue(plan.visits, done, now);
  const { version, questions } = currentScreen();
  return {
    ...due,
    planId: plan.planId,
    episodeId: plan.episodeId,
    visitStart: askedOf(plan, due)?.start ?? null,
    asksHeadacheDays: measured.includes("hd28") && !diary.valid,
    countedHeadacheDays: measured.includes("hd28") && diary.valid ? diary.headacheDays : null,
    asksAbility: measured.includes("psfs"),
    version,
    // What lies further back was told before; somebody who never told it is asked all of it.
    questions: earlier ? questions.filter(({ page }) => page === "now") : questions,
  };
}

/**
 * What the patient's last screen about today's questions says of what lies further back; never of what is happening now, which has to
 * be answered anew. Null when there is none.
 */
export async function earlierAnswers(ctx: TxCtx, patientId: string): Promise<Record<string, string> | null> {
  const { version, questions } = currentScreen();
  const screens = await screensOf(ctx.tx, ctx.clinicId, patientId);
  const last = screens.find(({ row }) => row.version === version);
  if (!last) return null;
  const background = questions.filter(({ page }) => page === "background");
  if (background.some(({ id, when }) => !when && last.row.answers[id] === undefined)) return null;
  return Object.fromEntries(
    background.flatMap(({ id }) => {
      const said = last.row.answers[id];
      return said === undefined ? [] : [[id, said] as const];
    }),
  );
}
