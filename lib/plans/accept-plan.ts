// Accepts an offered plan: signed, every visit held in one transaction and, when nothing is paid online, booked in the same one.
import { addConsents, addPlanFacts, changePlan, changeTrack, lockPlan } from "../../db/queries/plans.ts";
import { releaseHolds } from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { calendarChanged } from "../booking/calendar-bump.ts";
import { answeredBefore, onceOnly } from "../booking/once.ts";
import { inTransaction, memberIdOf, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { bookCourse, holdKeyOf } from "./book-course.ts";
import { passGates } from "./check-gates.ts";
import { differenceOf, isUnchanged } from "./course-difference.ts";
import { holdCourse } from "./hold-course.ts";
import { loadPlan } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { placeCourse, type PlacedCourse } from "./place-course.ts";
import { byStaff, mayAcceptPlan } from "./plan-doors.ts";
import { techniqueConsent } from "./plan-people.ts";
import { everyVisit, type PlanState } from "./plan-state.ts";
import type { AcceptedPlan, ShownStart } from "./plan-views.ts";
import { acceptInput, type AcceptInput } from "./plans-input.ts";
import type { z } from "zod";

type Input = z.output<typeof acceptInput>;
type Accepted = Extract<AcceptedPlan, { changed: false }>;
/** As kept under the key: JSON has no dates. */
type Kept = Omit<Accepted, "holdExpiresAt"> & { holdExpiresAt: string | null };

const holdMinutes = 10;

/** The starts on the screen, with the single visits that the patient moved. */
const wishedStarts = ({ seen = [], chosen = [] }: Input): ShownStart[] => [
  ...seen.filter((one) => !chosen.some(({ visitId }) => visitId === one.visitId)),
  ...chosen,
];

/**
 * Holds (or books) exactly the starts that were shown. When one of them is gone, nothing is held: the answer is a fresh proposal that
 * leaves the others alone, with the difference, for one more yes. Refuses with `plan_not_offered`, `plan_not_ready`, `out_of_scope`,
 * `review_first`, `invalid`, `not_found`, `idempotency_mismatch`; inside an outer transaction a change is refused with `plan_changed`.
 */
export async function acceptPlan(ctx: Ctx, input: AcceptInput): Promise<AcceptedPlan> {
  mayAcceptPlan(ctx);
  const parsed = parsePlan(acceptInput, input);
  const signedHow = ctx.actor.kind === "patient" ? "online" : parsed.signedHow;
  try {
    return await inTransaction(ctx, (tctx) => accept(tctx, { ...parsed, signedHow }));
  } catch (error) {
    const gone =
      error instanceof Refusal &&
      (error.code === "plan_changed" || error.code === "slot_taken" || error.code === "patient_busy");
    if (!gone || ctx.tx) throw error;
    return inTransaction(ctx, (tctx) => proposeAgain(tctx, parsed));
  }
}

async function accept(ctx: TxCtx, input: Input): Promise<AcceptedPlan> {
  const { planId, idempotencyKey, ...body } = input;
  const plan = await lockPlan(ctx.tx, ctx.clinicId, planId);
  if (!plan) throw notFound("plan");
  const keyed = { verb: "acceptPlan", key: idempotencyKey, body: { planId, ...body } };
  const kept =
    (await answeredBefore<Kept>(ctx, keyed)) ??
    (await onceOnly<Kept>(ctx, keyed, async () => {
      const answer = await hold(ctx, input);
      return { ...answer, holdExpiresAt: answer.holdExpiresAt?.toISOString() ?? null };
    }));
  return { ...kept, holdExpiresAt: kept.holdExpiresAt === null ? null : new Date(kept.holdExpiresAt) };
}

async function hold(ctx: TxCtx, input: Input): Promise<Accepted> {
  const { tx, clinicId, now } = ctx;
  const { planId, payChoice } = input;
  const consentId = newId();
  const before = await loadPlan(ctx, planId);
  mustBeOpen(before, now);
  await letGoOfEarlierHolds(ctx, before);
  await sign(ctx, before, input, consentId);
  const state = await loadPlan(ctx, planId);
  await passGates(ctx, state, "now");
  const wished = wishedStarts(input);
  const placed = await placeFor(ctx, state, input, wished);
  if (wished.length && !isUnchanged(differenceOf(wished, placed.course.proposal)))
    throw new Refusal("plan_changed", "A time that was shown is not free any more.");
  const shown = new Set(wished.map(({ visitId }) => visitId));
  const { course } = placed;
  // What was not on the screen is not booked: it stays open, as it was shown.
  const booked = course.proposal.filter(({ start, visitId }) => start && (!wished.length || shown.has(visitId)));
  if (!booked.length)
    throw new Refusal("plan_changed", "No time for this plan is free. Change the wishes and look again.");
  const holdExpiresAt = new Date(now.getTime() + holdMinutes * 60_000);
  const appointmentIds = await holdCourse(ctx, state, course.proposal, booked, {
    holdExpiresAt,
    holdKey: holdKeyOf(consentId),
    rules: byStaff(ctx) ? "staff" : "public",
  });
  for (const track of state.tracks) {
    const primary = placed.primaries[track.trackId];
    if (track.primaryPractitionerId === null && primary !== undefined)
      await changeTrack(tx, clinicId, track.trackId, { primaryPractitionerId: primary });
  }
  await changePlan(tx, clinicId, planId, { payChoice, acceptedAt: now, preferences: course.preferences });
  const amountDueMinor = course.dueNow[payChoice];
  const answer = { changed: false as const, planId, appointmentIds, amountDueMinor, currency: course.totals.currency };
  if (amountDueMinor > 0) return { ...answer, status: "held", holdExpiresAt };
  await bookCourse(ctx, { planId });
  return { ...answer, status: "booked", holdExpiresAt: null };
}

function mustBeOpen({ plan }: PlanState, now: Date): void {
  if (plan.status === "active" || plan.status === "on_hold")
    throw new Refusal("already_done", "This plan is accepted and booked already.");
  if (plan.status !== "offered") throw new Refusal("plan_not_offered", "This plan is not on offer.");
  if (plan.offerExpiresAt !== null && plan.offerExpiresAt <= now)
    throw new Refusal("plan_not_offered", "This offer has ended. Ask the clinic for a fresh one.");
}

/** Somebody who comes back from paying and accepts again holds their visits once, not twice. */
async function letGoOfEarlierHolds(ctx: TxCtx, state: PlanState): Promise<void> {
  const held = state.appointments.filter(({ status }) => status === "held").map(({ id }) => id);
  if (!held.length) return;
  const how = { now: ctx.now, actorKind: ctx.actor.kind, reason: "accepted anew" };
  await releaseHolds(ctx.tx, ctx.clinicId, held, how);
  await calendarChanged(ctx);
}

async function sign(ctx: TxCtx, state: PlanState, input: Input, consentId: string): Promise<void> {
  const { tx, clinicId, now } = ctx;
  const { plan } = state;
  const signed = {
    clinicId,
    patientId: plan.patientId,
    planId: plan.id,
    signedName: input.signedName,
    signedHow: input.signedHow,
    signedAt: now,
    memberId: memberIdOf(ctx),
    version: input.consentVersion,
  };
  await addConsents(tx, [
    { ...signed, id: consentId, purpose: "plan" },
    ...(input.consentTo ?? []).map((technique) => ({
      ...signed,
      id: newId(),
      purpose: techniqueConsent(technique),
    })),
  ]);
  await addPlanFacts(tx, [
    {
      clinicId,
      id: newId(),
      planId: plan.id,
      fact: "accepted",
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      figures: { textVersion: input.textVersion, consentVersion: input.consentVersion, payChoice: input.payChoice },
    },
  ]);
  await record(ctx, [
    {
      deed: "plan.accepted",
      subjectKind: "plan",
      subjectId: plan.id,
      patientId: plan.patientId,
      detail: { signedHow: input.signedHow, payChoice: input.payChoice },
    },
  ]);
}

const placeFor = (ctx: TxCtx, state: PlanState, input: Input, wished: ShownStart[]): Promise<PlacedCourse> => {
  const own = new Set(everyVisit(state).map(({ row }) => row.id));
  if (wished.some(({ visitId }) => !own.has(visitId))) throw notFound("visit");
  return placeCourse(ctx, state, { preferences: input.preferences, keeps: wished, chosen: true });
};

async function proposeAgain(ctx: TxCtx, input: Input): Promise<AcceptedPlan> {
  const state = await loadPlan(ctx, input.planId);
  mustBeOpen(state, ctx.now);
  const wished = wishedStarts(input);
  const { course } = await placeFor(ctx, state, input, wished);
  return { changed: true, proposal: course, difference: differenceOf(wished, course.proposal) };
}
