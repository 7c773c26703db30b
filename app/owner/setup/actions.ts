"use server";
// What owners and managers set up: the clinic itself, places and rooms, services and prices, people and licences, and the dated rules.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { addRoom, renameRoom, retireRoom, saveLocation } from "@/lib/clinic/change-places";
import { changeClinic, publishClinic } from "@/lib/clinic/change-clinic";
import { addLicence, addPractitioner, changePractitioner, endLicence, setLeaving } from "@/lib/clinic/change-people";
import { setPolicy, setTaxRate } from "@/lib/clinic/change-rules";
import { setPayoutRate } from "@/lib/clinic/set-payout-rate";
import { addDiscipline, addService, changeService, retireService, setPrice } from "@/lib/clinic/change-services";
import {
  clinicDetailsInput,
  licenceInput,
  locationInput,
  newPractitionerInput,
  newServiceInput,
  payoutRateInput,
  policyInput,
  practitionerInput,
  priceInput,
  roomInput,
  serviceInput,
  taxRateInput,
} from "@/lib/clinic/setup-input";
import { offerPackage, offerPackageInput, stopOffer } from "@/lib/payments/offer-package";
import { payRuleInput, setPayRule } from "@/lib/plans/set-pay-rule";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { text } from "../../desk/typed";

const again = () => revalidatePath("/owner/setup", "layout");
const saved: FormState = { ok: true, message: "Saved." };

export async function changeClinicAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await changeClinic(ctx, parseForm(clinicDetailsInput, values));
    again();
    return saved;
  });
}

export async function publishAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const published = text(values, "published") === "yes";
    await publishClinic(ctx, { published });
    again();
    return {
      ok: true,
      message: published ? "Published: patients can book in a few seconds." : "Taken down: nobody can book online.",
    };
  });
}

export async function saveLocationAction(
  locationId: string | null,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await saveLocation(ctx, { ...parseForm(locationInput, values), locationId });
    again();
    return saved;
  });
}

export async function addRoomAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const input = parseForm(roomInput, values);
    await addRoom(ctx, input);
    again();
    return { ok: true, message: `${input.name} is there.` };
  });
}

export async function renameRoomAction(roomId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { name } = parseForm(roomInput.pick({ name: true }), values);
    await renameRoom(ctx, { roomId, name });
    again();
    return saved;
  });
}

export async function retireRoomAction(roomId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await retireRoom(ctx, { roomId });
    again();
  });
}

export async function addDisciplineAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await addDiscipline(ctx, { code: text(values, "code") });
    again();
    return { ok: true, message: "Its usual services are there now. Look over lengths and prices." };
  });
}

export async function addServiceAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { serviceId } = await addService(ctx, parseForm(newServiceInput, values));
    again();
    redirect(`/owner/setup/services/${serviceId}`);
  });
}

export async function changeServiceAction(serviceId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await changeService(ctx, { ...parseForm(serviceInput, values), serviceId });
    again();
    return saved;
  });
}

export async function setPriceAction(serviceId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setPrice(ctx, { ...parseForm(priceInput, values), serviceId });
    again();
    return saved;
  });
}

export async function offerPackageAction(serviceId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await offerPackage(ctx, { ...parseForm(offerPackageInput, values), serviceId });
    again();
    return saved;
  });
}

export async function stopOfferAction(offerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await stopOffer(ctx, { offerId });
    again();
    return saved;
  });
}

export async function retireServiceAction(serviceId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await retireService(ctx, { serviceId });
    again();
    redirect("/owner/setup/services");
  });
}

export async function addPractitionerAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const { practitionerId } = await addPractitioner(ctx, parseForm(newPractitionerInput, values));
    again();
    redirect(`/owner/setup/people/${practitionerId}`);
  });
}

export async function changePractitionerAction(
  practitionerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await changePractitioner(ctx, { ...parseForm(practitionerInput, values), practitionerId });
    again();
    return saved;
  });
}

export async function setPayoutRateAction(
  practitionerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setPayoutRate(ctx, { ...parseForm(payoutRateInput, values), practitionerId });
    again();
    return saved;
  });
}

export async function leavingAction(practitionerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    const leftOn = text(values, "stays") === "yes" ? null : text(values, "leftOn");
    const { coming } = await setLeaving(ctx, { practitionerId, leftOn });
    again();
    if (leftOn === null) return { ok: true, message: "They stay." };
    const visits = coming === 1 ? "One visit is" : `${coming} visits are`;
    return {
      ok: true,
      message: coming
        ? `Saved. ${visits} booked from then on: see to them below.`
        : "Saved. No visit is booked from then on.",
    };
  });
}

export async function addLicenceAction(practitionerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await addLicence(ctx, { ...parseForm(licenceInput, values), practitionerId });
    again();
    return saved;
  });
}

export async function endLicenceAction(licenceId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await endLicence(ctx, { licenceId, validUntil: text(values, "validUntil") });
    again();
    return saved;
  });
}

export async function setPolicyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setPolicy(ctx, parseForm(policyInput, values));
    again();
    return saved;
  });
}

export async function setTaxRateAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setTaxRate(ctx, parseForm(taxRateInput, values));
    again();
    return saved;
  });
}

export async function setPayRuleAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await setPayRule(ctx, parseForm(payRuleInput, values));
    again();
    return saved;
  });
}
