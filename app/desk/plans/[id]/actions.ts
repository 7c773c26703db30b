"use server";
// What the clinic does with a running plan: pause it and take it up again, note days away, decide its phase, plan the rest again.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { recordFlare, takeBackFlare } from "@/lib/charting/record-flare";
import type { FlareInput } from "@/lib/charting/charting-input";
import { recordScore } from "@/lib/charting/record-score";
import { inTransaction } from "@/lib/context/context";
import { Refusal } from "@/lib/errors";
import { recordScreen } from "@/lib/intake/record-screen";
import { instruments } from "@/lib/outcomes/instruments";
import { replanCourse } from "@/lib/payments/replan-course";
import { decideReassessment } from "@/lib/plans/decide-reassessment";
import type { Decision } from "@/lib/plans/next-step";
import { pausePlan, resumePlan } from "@/lib/plans/pause-plan";
import type { ReflowPolicy } from "@/lib/plans/plan-views";
import { measuredAgain, proposeDecision } from "@/lib/plans/propose-decision";
import { reflowPolicies } from "@/lib/plans/reflow-views";
import { addTravel, removeTravel } from "@/lib/plans/travel-dates";
import { formAction, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { shownStarts } from "@/lib/server/shown-starts";
import { dateInput } from "@/lib/time/date-input";
import { askedScreen } from "../../asked-screen";
import { text } from "../../typed";

type Values = Record<string, string | string[]>;

/** Does the deed, draws the desk again, and goes where it leads. */
const act = (form: FormData, work: (values: Values) => Promise<string>): Promise<FormState> =>
  formAction(form, async (values) => {
    const next = await work(values);
    revalidatePath("/desk", "layout");
    redirect(next as Route);
  });

const pageOf = (planId: string) => `/desk/plans/${planId}`;
const replanOf = (planId: string) => `${pageOf(planId)}/replan`;

export async function addTravelAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const { bookedInside } = await addTravel(ctx, { planId, from: text(values, "from"), to: text(values, "to") });
    return bookedInside ? replanOf(planId) : `${pageOf(planId)}?away=1#away`;
  });
}

export async function removeTravelAction(
  of: { planId: string; from: string; to: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, async () => {
    const { ctx } = await staffCtx();
    const absence = boundTo(z.object({ planId: boundId, from: dateInput, to: dateInput }), of);
    await removeTravel(ctx, absence);
    return `${pageOf(absence.planId)}?back=1#away`;
  });
}

export async function pauseAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const span = { fromDate: text(values, "fromDate"), toDate: text(values, "toDate") };
    const { bookedInside } = await pausePlan(ctx, { planId, ...span, reason: text(values, "reason") });
    return bookedInside.length ? replanOf(planId) : `${pageOf(planId)}?paused=1`;
  });
}

/** Answers asked aloud are kept whatever comes of them; a sign that stops keeps the plan at rest. */
export async function resumeAction(
  of: { planId: string; patientId: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const { planId, patientId } = boundTo(z.object({ planId: boundId, patientId: boundId }), of);
    if (values["asked"] !== undefined) {
      const screen = askedScreen(values, false);
      if (screen) await recordScreen(ctx, { ...screen, patientId, askedHow: "desk" });
    }
    await resumePlan(ctx, { planId });
    return replanOf(planId);
  });
}

const ofEpisode = z.object({ planId: boundId, patientId: boundId, episodeId: boundId });
type OfEpisode = z.infer<typeof ofEpisode>;

/** Scores typed at a reassessment; an empty field was not measured. */
export async function measureAction(of: OfEpisode, _before: FormState, form: FormData): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const { planId, patientId, episodeId } = boundTo(ofEpisode, of);
    const typed = measuredAgain.filter((instrument) => text(values, instrument) !== "");
    if (!typed.length) throw new Refusal("invalid", "Type at least one score.");
    const fields = typed.flatMap((id) => {
      const { name, min, max } = instruments[id];
      const value = Number(text(values, id));
      return value >= min && value <= max ? [] : [{ field: `score-${id}`, message: `${name}: from ${min} to ${max}.` }];
    });
    if (fields.length) throw new Refusal("invalid", "Please look at these scores again.", { fields });
    await inTransaction(ctx, async (tctx) => {
      for (const instrument of typed)
        await recordScore(tctx, { patientId, episodeId, instrument, value: Number(text(values, instrument)) });
    });
    return `${pageOf(planId)}?measured=1#reassessment`;
  });
}

/** A flare the patient told of; what follows is proposed at the next decision, and never called failure. */
export async function flareAction(of: OfEpisode, _before: FormState, form: FormData): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const { planId, patientId, episodeId } = boundTo(ofEpisode, of);
    const trigger = text(values, "trigger") as FlareInput["trigger"];
    await recordFlare(ctx, { patientId, episodeId, onDate: text(values, "onDate"), trigger });
    return `${pageOf(planId)}?flared=1#flares`;
  });
}

export async function takeBackFlareAction(
  of: { planId: string; flareId: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, async () => {
    const { ctx } = await staffCtx();
    const { planId, flareId } = boundTo(z.object({ planId: boundId, flareId: boundId }), of);
    await takeBackFlare(ctx, { flareId });
    return `${pageOf(planId)}?unflared=1#flares`;
  });
}

export async function decideAction(planId: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const proposed = await proposeDecision(ctx, { planId });
    const decision = text(values, "decision") as Decision;
    await decideReassessment(ctx, {
      planId,
      decision,
      reason: text(values, "reason"),
      ...(proposed
        ? { figures: { ...proposed.figures, proposed: proposed.proposal, responder: proposed.responder } }
        : {}),
    });
    if (decision === "refer" || decision === "discharge") return `${pageOf(planId)}?ending=1#stop`;
    return decision === "change" ? `${pageOf(planId)}?decided=1` : replanOf(planId);
  });
}

export async function replanAction(
  of: { planId: string; policy: ReflowPolicy },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, async (values) => {
    const { ctx } = await staffCtx();
    const { planId, policy } = boundTo(z.object({ planId: boundId, policy: z.enum(reflowPolicies) }), of);
    try {
      await replanCourse(ctx, {
        planId,
        policy,
        seen: shownStarts(values["seen"]),
        stamp: text(values, "stamp"),
        instalments: text(values, "instalments"),
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "plan_changed") throw error;
      return `${replanOf(planId)}?policy=${policy}&changed=1`;
    }
    return `${pageOf(planId)}?replanned=1`;
  });
}
