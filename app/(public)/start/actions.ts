"use server";
// Opening a clinic: the owner's link goes out by e-mail.
import { openClinic } from "@/lib/clinic/open-clinic";
import { openClinicInput } from "@/lib/clinic/setup-input";
import { newId } from "@/lib/ids";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { contextFor } from "@/lib/server/contexts";
import { countVisitor } from "@/lib/server/visitor";

/** Of a clinic that is not there yet. On the machine's clock, as everything about signing in. */
const newClinicCtx = () => ({ ...contextFor(newId(), { kind: "guest" }), now: new Date() });

export async function openClinicAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const input = parseForm(openClinicInput, values);
    await countVisitor("open-clinic");
    await openClinic(newClinicCtx(), input);
    return {
      ok: true,
      message: `${input.clinicName} is open for you to set up. The link that lets you in is on its way to ${input.ownerEmail}.`,
    };
  });
}
