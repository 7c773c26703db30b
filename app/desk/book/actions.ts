"use server";
// Books for somebody on the phone or at the desk.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { bookForPatient, type StaffBooking } from "@/lib/booking/book-for-patient";
import { patientInput, type PatientInput } from "@/lib/patients/patient-input";
import { bookOnClaim } from "@/lib/plans/book-on-claim";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { typedStart } from "@/lib/server/typed-start";
import { askedScreen } from "../asked-screen";
import { nearestSaid } from "../nearest-said";
import { dateParts, text } from "../typed";
import { wishedStart } from "../wished-start";

type Values = Record<string, string | string[]>;

export async function bookAction(_before: FormState, form: FormData): Promise<FormState> {
  const state = await formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const over = text(values, "overbook") !== "";
    const start = over ? wishedStart(values, clinic.timeZone) : typedStart(text(values, "start"));
    const patientId = text(values, "patientId");
    const practitionerId = text(values, "practitionerId");
    const screen = askedScreen(values, patientId !== "");
    const episodeId = text(values, "episodeId");
    const wish: StaffBooking = {
      serviceId: text(values, "serviceId"),
      ...(practitionerId ? { practitionerId } : {}),
      start,
      ...(patientId ? { patientId } : { patient: personOf(values) }),
      ...(screen ? { screen } : {}),
      ...(over ? { overbookReason: text(values, "overbookReason") } : {}),
      via: text(values, "via") === "walk_in" ? "walk_in" : "phone",
      idempotencyKey: text(values, "idempotencyKey"),
    };
    const booked = await (episodeId ? bookOnClaim(ctx, { ...wish, episodeId }) : bookForPatient(ctx, wish));
    revalidatePath("/desk", "layout");
    redirect(`/desk/appointments/${booked.appointmentId}?booked=1` as Route);
  });
  if (state.code !== "slot_taken") return state;
  const { clinic } = await staffCtx();
  return nearestSaid(state, clinic.timeZone, clinic.locale);
}

const personOf = (values: Values): PatientInput =>
  parseForm(patientInput, {
    name: text(values, "name"),
    birthDate: dateParts(values, "birthDate"),
    mobile: text(values, "mobile"),
    email: text(values, "email"),
    guardianName: text(values, "guardianName"),
    guardianRelation: text(values, "guardianRelation"),
  });
