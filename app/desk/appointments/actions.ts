"use server";
// What staff do with one appointment: who came, what was done, what it costs, and when it is instead.
import { revalidatePath } from "next/cache";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { rescheduleAppointment } from "@/lib/booking/reschedule-appointment";
import { markArrived, undoAttendance } from "@/lib/booking/record-attendance";
import { amendNote, signNote } from "@/lib/charting/sign-note";
import { Refusal } from "@/lib/errors";
import { cancelBooking } from "@/lib/payments/cancel-booking";
import { finishVisit } from "@/lib/payments/finish-visit";
import { missVisit } from "@/lib/payments/miss-visit";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { handTablet, handTabletInput, sayTabletCode } from "@/lib/patients/tablet";
import { staffCtx } from "@/lib/server/contexts";
import { typedStart } from "@/lib/server/typed-start";
import { nearestSaid } from "../nearest-said";
import { text, wholeNumber } from "../typed";
import { wishedStart } from "../wished-start";

const pageOf = (appointmentId: string) => `/desk/appointments/${appointmentId}`;

/** Runs a deed on one appointment and draws the desk again. */
async function act(
  form: FormData,
  work: (values: Record<string, string | string[]>) => Promise<FormState | void>,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const answer = await work(values);
    revalidatePath("/desk", "layout");
    return answer;
  });
}

export const arriveAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async () => {
    const { ctx } = await staffCtx();
    await markArrived(ctx, { appointmentId });
  });

export const undoAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async () => {
    const { ctx } = await staffCtx();
    await undoAttendance(ctx, { appointmentId });
  });

export const finishAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async (values) => {
    const { ctx } = await staffCtx();
    const note = text(values, "note");
    await finishVisit(ctx, note ? { appointmentId, note } : { appointmentId });
  });

export const signNoteAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async (values) => {
    const { ctx } = await staffCtx();
    await signNote(ctx, { appointmentId, body: text(values, "note") });
  });

export const amendNoteAction = async (noteId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async (values) => {
    const { ctx } = await staffCtx();
    await amendNote(ctx, { noteId, body: text(values, "amendment") });
  });

export const noShowAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async (values) => {
    const { ctx } = await staffCtx();
    const waiveFee = text(values, "fee") === "waive";
    await missVisit(ctx, { appointmentId, waiveFee, waiveReason: mustSayWhy(waiveFee, values) });
  });

export const cancelAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  act(form, async (values) => {
    const { ctx } = await staffCtx();
    const byWhom = text(values, "byWhom") === "clinic" ? "clinic" : "patient";
    const waiveFee = text(values, "fee") === "waive";
    const why = [text(values, "reason"), mustSayWhy(waiveFee, values)].filter(Boolean).join("; fee waived: ");
    await cancelBooking(ctx, { appointmentId, byWhom, reason: why, waiveFee });
  });

function mustSayWhy(waiveFee: boolean, values: Record<string, string | string[]>): string {
  const why = text(values, "waiveReason");
  if (waiveFee && why.length < 3)
    throw new Refusal("invalid", "Please say why the fee is waived.", {
      fields: [{ field: "waiveReason", message: "Write a short reason for waiving the fee." }],
    });
  return waiveFee ? why : "";
}

/** The old time is kept when the new one cannot be had; the answer then carries the nearest starts. */
export async function moveAction(appointmentId: string, _before: FormState, form: FormData): Promise<FormState> {
  const state = await formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const over = text(values, "overbook") !== "";
    const start = over ? wishedStart(values, clinic.timeZone) : typedStart(text(values, "start"));
    const practitionerId = text(values, "practitioner");
    const length = text(values, "length");
    const durationMin = wholeNumber(length);
    if (length && durationMin === undefined)
      throw new Refusal("invalid", "Enter the length in whole minutes.", {
        fields: [{ field: "length", message: "Enter whole minutes, like 45." }],
      });
    const moved = await rescheduleAppointment(ctx, {
      appointmentId,
      start,
      ...(durationMin === undefined ? {} : { durationMin }),
      ...(practitionerId ? { practitionerId } : {}),
      ...(over ? { overbookReason: text(values, "overbookReason") } : {}),
    });
    revalidatePath("/desk", "layout");
    redirect(`${pageOf(moved.appointmentId)}?moved=1` as Route);
  });
  if (state.code !== "slot_taken") return state;
  const { clinic } = await staffCtx();
  return nearestSaid(state, clinic.timeZone, clinic.locale);
}

/** One form for the patient of a visit, on a tablet: the code that opens it there, and where. */
export async function handTabletAction(appointmentId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const { code } = await handTablet(ctx, parseForm(handTabletInput, { appointmentId, form: text(values, "form") }));
    const page = `/tablet/${clinic.slug}`;
    const said = `${ctx.publicUrl.replace(/^https?:\/\//, "")}${page}`;
    return { ok: true, facts: { code: sayTabletCode(code), page: said, here: `${page}?code=${code}` } };
  });
}
