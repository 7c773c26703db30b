"use server";
// The desk takes away a patient's keys, after making sure who it is.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { resetPatientProof } from "@/lib/patients/second-proof";
import { formAction, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { provedDoor } from "@/lib/server/contexts";

export async function resetProofAction(patient: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ seen }) => {
    const patientId = boundTo(boundId, patient);
    const { ctx } = await provedDoor(`/desk/patients/${patientId}`);
    await resetPatientProof(ctx, { patientId, seen: String(seen ?? "") });
    redirect(`/desk/patients/${patientId}?keys=reset` as Route);
  });
}
