"use server";
// Who else pays for a patient: entered, asked sooner, and ended; and the referrals that payers ask for.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { Route } from "next";
import { Refusal } from "@/lib/errors";
import { typedAmount } from "@/lib/money/money";
import { askCoverageSooner, coverageInput, endCoverage, enterCoverage } from "@/lib/plans/coverages";
import { endPayerReferral, enterPayerReferral, payerReferralInput } from "@/lib/plans/payer-referrals";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "../../../typed";

type Values = Record<string, string | string[]>;

function done(patientId: string): never {
  revalidatePath("/desk", "layout");
  redirect(`/desk/patients/${patientId}/payers?done=1` as Route);
}

/** Whole cents of a field that may be left empty. Refuses with what to type. */
function amountIn(values: Values, field: string): number | undefined {
  const typed = text(values, field);
  if (typed === "") return undefined;
  const minor = typedAmount(typed);
  if (minor === null)
    throw new Refusal("invalid", "Please check the marked fields.", {
      fields: [{ field, message: "Enter an amount like 500.00." }],
    });
  return minor;
}

export async function enterCoverageAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, patientId);
    // A hundredth of a percent is a basis point, as a hundredth of a dollar is a cent.
    const percentBp = typedAmount(text(values, "percent").replace("%", ""));
    const perVisitMaxMinor = amountIn(values, "perVisitMax");
    const annualMaxMinor = amountIn(values, "annualMax");
    const input = parseForm(coverageInput, {
      payer: text(values, "payer"),
      insurer: text(values, "insurer"),
      policyNumber: text(values, "policyNumber") || undefined,
      planLimits: percentBp === null ? undefined : { percentBp, perVisitMaxMinor, annualMaxMinor },
      validFrom: text(values, "validFrom"),
      validUntil: text(values, "validUntil") || undefined,
    });
    await enterCoverage(ctx, { patientId, ...input });
    done(patientId);
  });
}

export async function askSoonerAction(
  patientId: string,
  coverageId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    boundTo(boundId, patientId);
    boundTo(boundId, coverageId);
    await askCoverageSooner(ctx, { patientId, coverageId });
    done(patientId);
  });
}

export async function endCoverageAction(
  patientId: string,
  coverageId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    boundTo(boundId, patientId);
    boundTo(boundId, coverageId);
    await endCoverage(ctx, { patientId, coverageId });
    done(patientId);
  });
}

export async function enterReferralAction(patientId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    boundTo(boundId, patientId);
    const input = parseForm(payerReferralInput, {
      referredBy: text(values, "referredBy"),
      referrerNumber: text(values, "referrerNumber") || undefined,
      disciplineId: text(values, "disciplineId") || undefined,
      writtenOn: text(values, "writtenOn"),
      validUntil: text(values, "validUntil") || undefined,
    });
    await enterPayerReferral(ctx, { patientId, ...input });
    done(patientId);
  });
}

export async function endReferralAction(
  patientId: string,
  referralId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    boundTo(boundId, patientId);
    boundTo(boundId, referralId);
    await endPayerReferral(ctx, { patientId, referralId });
    done(patientId);
  });
}
