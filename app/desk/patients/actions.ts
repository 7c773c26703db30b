"use server";
// From an assessment to a drafted plan; who may open the chart, and what holds the record.
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { AssessmentInput } from "@/lib/charting/charting-input";
import { recordAssessment } from "@/lib/charting/record-assessment";
import { Refusal } from "@/lib/errors";
import { instrumentIds, type InstrumentId } from "@/lib/outcomes/instruments";
import { deskRulesInput, setDeskRules } from "@/lib/patients/desk-rules";
import { holdInput, setHold } from "@/lib/patients/legal-hold";
import { openChartByReason, openingInput } from "@/lib/patients/open-chart";
import { draftPlan } from "@/lib/plans/draft-plan";
import type { DraftInput } from "@/lib/plans/plans-input";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { text, texts } from "../typed";
import { templateOf } from "./template-values";

/** For somebody from outside the care team. */
export async function openChartAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await openChartByReason(ctx, parseForm(openingInput, { patientId, reason: text(values, "reason") }));
    revalidatePath("/desk", "layout");
  });
}

export async function holdAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setHold(ctx, { patientId, ...parseForm(holdInput, values) });
    revalidatePath(`/desk/patients/${patientId}`);
  });
}

/** What the desk keeps to when it books this patient. */
export async function deskRulesAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const rules = parseForm(deskRulesInput, {
      alert: text(values, "alert"),
      staffOnly: text(values, "staffOnly") === "yes",
      notWith: texts(values, "notWith"),
      language: text(values, "language") || undefined,
    });
    await setDeskRules(ctx, { patientId, ...rules });
    revalidatePath("/desk", "layout");
    return { ok: true, message: "Saved. Visits that are booked stay as they are." };
  });
}

type Values = Record<string, string | string[]>;

/** The measured values in the order of the instruments, and a field name for each. */
function baselinesOf(values: Values): { instrument: InstrumentId; value: number }[] {
  return instrumentIds.flatMap((instrument) => {
    const typed = text(values, `score-${instrument}`);
    return typed === "" ? [] : [{ instrument, value: Number(typed.replace(",", ".")) }];
  });
}

export async function assessAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  let measured: string[] = [];
  const state = await formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const baselines = baselinesOf(values);
    measured = baselines.map(({ instrument }) => instrument);
    const known = text(values, "episodeId");
    const crashDate = text(values, "crashDate");
    const claimNumber = text(values, "claimNumber");
    const fresh = {
      condition: text(values, "condition"),
      onset: text(values, "onset") as "gradual",
      payer: text(values, "payer") as "self",
      ...(crashDate ? { crashDate } : {}),
      ...(claimNumber ? { claimNumber } : {}),
    };
    const { assessmentId } = await recordAssessment(ctx, {
      patientId,
      ...(known && known !== "new" ? { episodeId: known } : { episode: fresh }),
      muscles: text(values, "muscles"),
      joints: text(values, "joints"),
      posture: text(values, "posture"),
      movement: text(values, "movement"),
      classification: text(values, "classification") as AssessmentInput["classification"],
      risk: text(values, "risk") as AssessmentInput["risk"],
      triggerPointRole: text(values, "triggerPointRole") as AssessmentInput["triggerPointRole"],
      maintainingFactors: text(values, "maintainingFactors")
        .split(/[\n;]/)
        .map((line) => line.trim())
        .filter(Boolean),
      medicalAssessmentOnFile: text(values, "medicalAssessmentOnFile") === "yes",
      baselines,
    });
    redirect(`/desk/patients/${patientId}/choose?assessment=${assessmentId}` as Route);
  });
  // The verb numbers the measurements; the form names them.
  const fields = state.fields?.map(({ field, message }) => {
    const place = /^baselines\.(\d+)/.exec(field)?.[1];
    const named = place === undefined ? field.replace(/^episode\./, "") : `score-${measured[Number(place)] ?? ""}`;
    return { field: named, message };
  });
  return fields ? { ...state, fields } : state;
}

const assessed = z.object({ patientId: boundId, episodeId: boundId, assessmentId: boundId });

export async function draftAction(
  of: { patientId: string; episodeId: string; assessmentId: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const template = templateOf(values);
    if (!template.templateCode)
      throw new Refusal("invalid", "Choose a template.", {
        fields: [{ field: "templateCode", message: "Choose one of the templates." }],
      });
    const { planId } = await draftPlan(ctx, {
      ...boundTo(assessed, of),
      ...template,
      strands: texts(values, "strands") as DraftInput["strands"],
      reason: text(values, "reason"),
    });
    redirect(`/desk/plans/${planId}` as Route);
  });
}
