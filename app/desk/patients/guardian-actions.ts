"use server";
// The desk's yes to somebody who acts for a patient, and its end.
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { approveGuardian, endGuardian } from "@/lib/patients/approve-guardian";
import { approvalInput } from "@/lib/patients/guardian-input";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { staffCtx } from "@/lib/server/contexts";

type About = { patientId: string; guardianshipId: string };

const about = z.object({ patientId: boundId, guardianshipId: boundId });

export async function approveGuardianAction(bound: About, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { patientId, guardianshipId } = boundTo(about, bound);
    await approveGuardian(ctx, { guardianshipId, ...parseForm(approvalInput, values) });
    revalidatePath("/desk", "layout");
    redirect(`/desk/patients/${patientId}#guardians` as Route);
  });
}

export async function endGuardianAction(bound: About, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    const { patientId, guardianshipId } = boundTo(about, bound);
    await endGuardian(ctx, { guardianshipId });
    revalidatePath("/desk", "layout");
    redirect(`/desk/patients/${patientId}` as Route);
  });
}
