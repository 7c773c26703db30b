// Accepts an offered plan: signed, every visit held in one transaction and, when nothing is paid online, booked in the same one.
import { waitForLocks } from "../../db/queries/appointments.ts";
import { addConsents, addPlanFacts, changePlan, changeTrack, lockPlan } from "../../db/queries/plans.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { lockForWriting } from "../booking/lock-for-writing.ts";
import { answeredBefore, onceOnly } from "../booking/once.ts";
import { inTransaction, memberIdOf, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { isRunning } from "./is-running.ts";
import { holdKeyOf, startCourse } from "./book-course.ts";
import { passGates } from "./check-gates.ts";
import { differenceOf, isUnchanged } from "./course-difference.ts";
import { holdCourse, keepProposal } from "./hold-course.ts";
import { inTurn } from "./in-turn.ts";
import { loadPlan } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { placeCourse, type PlacedCourse } from "./place-course.ts";
import { mayAcceptPlan } from "./plan-doors.ts";
import { plainTerms } from "./pay-terms.ts";
import { techniqueConsent } from "./plan-people.ts";
import { everyVisit, type PlanState } from "./plan-state.ts";
import type { AcceptedPlan, CourseDifference, ProposedVisit, ShownStart } from "./plan-views.ts";
import { acceptInput, type AcceptInput } from "./plans-input.ts";
import { shownHoldKey } from "./shown-starts.ts";
import type { z } from "zod";

type Input = z.output<typeof acceptInput>;
type Accepted = Extract<AcceptedPlan, { changed: false }>;
/** As kept under the key: JSON has no dates. */
type Kept = Omit<Accepted, "holdExpiresAt"> & { holdExpiresAt: string | null };

const holdMinutes = 10;

/** Refusals by which somebody else was faster, or is about to be. */
const beaten = new Set(["slot_taken", "patient_busy", "busy_try_again"]);

/** Where everybody comes at once, waiting for one's turn is better than being sent away. Milliseconds, below the statement timeout. */
const longestTurn = 8_000;

/** The starts on the screen, with the single visits that the patient moved. */
const wishedStarts = ({ seen = [], chosen = [] }: Input): ShownStart[] => [
  ...seen.filter((one) => !chosen.some(({ visitId }) => visitId === one.visitId)),
  ...chosen,
];

/**
 * Holds (or books) exactly the starts that were shown. When one of them is gone, the answer is a fresh proposal that leaves the others
 * alone, with the difference; nothing is signed, but all of it is held for ten minutes, so that one more yes gets what it sees. Refuses
 * with `plan_not_offered`, `plan_not_ready`, `out_of_scope`, `review_first`, `plan_changed` when nothing is free any more, `invalid`,
 * `not_found`, `idempotency_mismatch`.
 */
export async function acceptPlan(ctx: Ctx, input: AcceptInput): Promise<AcceptedPlan> {
  mayAcceptPlan(ctx);
  const parsed = parsePlan(acceptInput, input);
  const signedHow = ownPatientOf(ctx.actor) !== null ? "online" : parsed.signedHow;
  return inTurn(ctx, () => acceptOrSay(ctx, { ...parsed, signedHow }));
}

async function acceptOrSay(ctx: Ctx, asked: Input): Promise<AcceptedPlan> {
  try {
    return await inTransaction(ctx, (tctx) => accept(tctx, asked, "freely"));
  } catch (error) {
    if (!(error instanceof Refusal && beaten.has(error.code)) || ctx.tx) throw error;
    return inTransaction(ctx, (tctx) => accept(tctx, asked, "alone"));
  }
}

/**
 * Looking at the calendar keeps nobody waiting, so somebody else may be faster between the look and the writing. The second time
 * everybody else who wants these practitioners or rooms waits, so that what is found is there.
 */
async function accept(ctx: TxCtx, input: Input, how: "freely" | "alone"): Promise<AcceptedPlan> {
  const { planId, idempotencyKey, ...body } = input;
  const keyed = { verb: "acceptPlan", key: idempotencyKey, body: { planId, ...body } };
  if (!(await lockPlan(ctx.tx, ctx.clinicId, planId))) throw notFound("plan");
  const before = await answeredBefore<Kept>(ctx, keyed);
  if (before) return asGiven(before);
  const state = pricedFor(await loadPlan(ctx, planId), input.payChoice);
  mustBeOpen(state, ctx.now);
  await passGates(ctx, state, "now", input.consentTo);
  const wished = wishedStarts(input);
  const placed = await placeFor(ctx, state, input, wished, how);
  const { proposal } = placed.course;
  const difference = differenceOf(wished, proposal);
  const shown = new Set(wished.map(({ visitId }) => visitId));
  if (wished.length && !isUnchanged(difference)) return showAgain(ctx, state, placed, difference);
  // What was not on the screen is not booked: it stays open, as it was shown.
  const visits = withStart(proposal).filter(({ visitId }) => !wished.length || shown.has(visitId));
  return asGiven(await onceOnly<Kept>(ctx, keyed, () => take(ctx, state, input, placed, visits)));
}

const asGiven = (kept: Kept): Accepted => ({
  ...kept,
  holdExpiresAt: kept.holdExpiresAt === null ? null : new Date(kept.holdExpiresAt),
});

function mustBeOpen({ plan }: PlanState, now: Date): void {
  if (isRunning(plan)) throw new Refusal("already_done", "This plan is accepted and booked already.");
  if (plan.status !== "offered") throw new Refusal("plan_not_offered", "This plan is not on offer.");
  if (plan.offerExpiresAt !== null && plan.offerExpiresAt <= now)
    throw new Refusal("plan_not_offered", "This offer has ended. Ask the clinic for a fresh one.");
}

/** Who pays the whole course ahead pays its visits at what that takes off. Refuses with `invalid` where it is not offered. */
function pricedFor(state: PlanState, payChoice: Input["payChoice"]): PlanState {
  const { prepay, discountBp } = state.plan.payTerms ?? plainTerms;
  if (payChoice === "whole" && !prepay) throw notOffered();
  return { ...state, plan: { ...state.plan, discountBp: payChoice === "whole" ? discountBp : 0 } };
}

const notOffered = () =>
  new Refusal("invalid", "This way to pay is not offered for this plan.", {
    fields: [{ field: "payChoice", message: "Choose another way to pay." }],
  });

async function keepOthersWaiting(ctx: TxCtx, { tracks, appointments, plan }: PlanState): Promise<void> {
  await waitForLocks(ctx.tx, longestTurn);
  const serviceIds = [...new Set(tracks.flatMap(({ phases }) => phases.map(({ serviceId }) => serviceId)))];
  await lockForWriting(ctx, {
    practitionerIds: appointments.map(({ practitionerId }) => practitionerId),
    serviceIds,
    anyoneOf: serviceIds,
    patientIds: [plan.patientId],
  });
}

function placeFor(
  ctx: TxCtx,
  state: PlanState,
  input: Input,
  wished: ShownStart[],
  how: "freely" | "alone",
): Promise<PlacedCourse> {
  const own = new Set(everyVisit(state).map(({ row }) => row.id));
  if (wished.some(({ visitId }) => !own.has(visitId))) throw notFound("visit");
  const wish = { preferences: input.preferences, keeps: wished, chosen: true };
  // What would help a visit without a time is said where the course is looked at, not while others wait.
  return placeCourse(ctx, state, wish, { mostExplained: 0 }, async () => {
    if (how === "alone") await keepOthersWaiting(ctx, state);
  });
}

/** Visits that found a time. Refuses with `plan_changed` when there is none. */
function withStart(proposal: readonly ProposedVisit[]): ProposedVisit[] {
  const visits = proposal.filter(({ start }) => start !== null);
  if (!visits.length)
    throw new Refusal("plan_changed", "No time for this plan is free. Change the wishes and look again.");
  return visits;
}

const holdEnd = ({ now }: Ctx): Date => new Date(now.getTime() + holdMinutes * 60_000);

async function showAgain(
  ctx: TxCtx,
  state: PlanState,
  { course, calendar }: PlacedCourse,
  difference: CourseDifference,
): Promise<AcceptedPlan> {
  const holdExpiresAt = holdEnd(ctx);
  const holdKey = shownHoldKey(state.plan.id);
  await holdCourse(ctx, state, withStart(course.proposal), { holdKey, holdExpiresAt, calendar });
  return { changed: true, proposal: course, difference, holdExpiresAt };
}

async function take(
  ctx: TxCtx,
  state: PlanState,
  input: Input,
  { course, calendar, primaries }: PlacedCourse,
  visits: readonly ProposedVisit[],
): Promise<Kept> {
  const { tx, clinicId, now } = ctx;
  const { planId, payChoice } = input;
  const consentId = newId();
  const amountDueMinor = course.dueNow[payChoice];
  if (payChoice === "instalments" && amountDueMinor === 0) throw notOffered();
  const { discountBp } = state.plan;
  const holdExpiresAt = amountDueMinor > 0 ? holdEnd(ctx) : null;
  await together([
    sign(ctx, state, input, consentId),
    keepProposal(ctx, course.proposal),
    ...state.tracks.flatMap(({ trackId, primaryPractitionerId }) => {
      const primary = primaries[trackId];
      return primaryPractitionerId === null && primary !== undefined
        ? [changeTrack(tx, clinicId, trackId, { primaryPractitionerId: primary })]
        : [];
    }),
    changePlan(tx, clinicId, planId, { payChoice, discountBp, acceptedAt: now, preferences: course.preferences }),
  ]);
  // Last, because others wait for the time itself.
  const holdKey = holdKeyOf(consentId);
  const appointmentIds = await holdCourse(ctx, state, visits, { holdKey, holdExpiresAt, calendar });
  if (holdExpiresAt === null) await startCourse(ctx, state.plan, appointmentIds.length);
  return {
    changed: false,
    planId,
    status: holdExpiresAt === null ? "booked" : "held",
    appointmentIds,
    amountDueMinor,
    currency: course.totals.currency,
    holdExpiresAt: holdExpiresAt?.toISOString() ?? null,
  };
}

async function sign(ctx: TxCtx, { plan }: PlanState, input: Input, consentId: string): Promise<void> {
  const { tx, clinicId, now } = ctx;
  const signed = {
    clinicId,
    patientId: plan.patientId,
    planId: plan.id,
    signedName: input.signedName,
    signedHow: input.signedHow,
    signedAt: now,
    memberId: memberIdOf(ctx),
    guardianId: ctx.actor.kind === "guardian" ? (ctx.actor.guardianId ?? null) : null,
    version: input.consentVersion,
    language: input.shown?.language ?? null,
    wording: input.shown?.wording ?? null,
  };
  await together([
    addConsents(tx, [
      { ...signed, id: consentId, purpose: "plan" },
      ...(input.consentTo ?? []).map((technique) => ({
        ...signed,
        id: newId(),
        purpose: techniqueConsent(technique),
      })),
    ]),
    addPlanFacts(tx, [
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
    ]),
    record(ctx, [
      {
        deed: "plan.accepted",
        subjectKind: "plan",
        subjectId: plan.id,
        patientId: plan.patientId,
        detail: { signedHow: input.signedHow, payChoice: input.payChoice },
      },
    ]),
  ]);
}
