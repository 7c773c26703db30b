"use server";
// What is done by hand in the calendar: a visit is put elsewhere, two change places, a move is taken back. The open page looks again by itself.
import { undoMove, toldAfterUndo } from "@/lib/booking/undo-move";
import { rescheduleAppointment } from "@/lib/booking/reschedule-appointment";
import { runLate } from "@/lib/booking/run-late";
import { swapAppointments } from "@/lib/booking/swap-appointments";
import { viewAppointment } from "@/lib/booking/view-appointment";
import { Refusal } from "@/lib/errors";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { isDate } from "@/lib/time/dates";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { typedInstant } from "@/lib/time/zone";
import { text, texts, wholeNumber } from "./typed";

export const putAction = async (appointmentId: string, _before: FormState, form: FormData): Promise<FormState> =>
  formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const date = text(values, "date");
    const minute = wholeNumber(text(values, "minute"));
    const start = isDate(date) && minute !== undefined ? typedInstant(date, minute, clinic.timeZone) : null;
    if (!start) throw new Refusal("invalid", "The clocks change at that time. Choose another one.");
    const practitionerId = text(values, "practitioner");
    const durationMin = wholeNumber(text(values, "length"));
    const overbookReason = text(values, "overbookReason");
    const moved = await rescheduleAppointment(
      ctx,
      {
        appointmentId,
        start,
        ...(practitionerId ? { practitionerId } : {}),
        ...(durationMin === undefined ? {} : { durationMin }),
        ...(overbookReason ? { overbookReason } : {}),
      },
      toldAfterUndo(ctx.now),
    );
    const { patient } = await viewAppointment(ctx, { appointmentId: moved.appointmentId });
    const when = `${sayShortDay(moved.start, moved.timeZone, clinic.locale)}, ${sayTime(moved.start, moved.timeZone, clinic.locale)}`;
    const told = patient?.email ? "An e-mail says so in half a minute." : "There is no e-mail: tell them the new time.";
    return {
      ok: true,
      message: `${when} with ${moved.practitionerName}. ${told}`,
      facts: { appointmentIds: [moved.appointmentId] },
    };
  });

export const swapAction = async (
  appointmentId: string,
  otherId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> =>
  formAction(form, async () => {
    const { ctx } = await staffCtx();
    const appointmentIds = await swapAppointments(ctx, { one: appointmentId, other: otherId });
    return {
      ok: true,
      message: "The two visits have changed places. Who has an e-mail is told in half a minute.",
      facts: { appointmentIds },
    };
  });

export const undoMoveAction = async (_before: FormState, form: FormData): Promise<FormState> =>
  formAction(form, async (values) => {
    const { ctx } = await staffCtx();
    await undoMove(ctx, { appointmentIds: texts(values, "appointment") });
    return { ok: true };
  });

/** First shows who is touched; moves them when it is said again. */
export const runLateAction = async (_before: FormState, form: FormData): Promise<FormState> =>
  formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const confirmed = text(values, "confirmed") === "yes";
    const { touched, saved } = await runLate(ctx, {
      practitionerId: text(values, "practitioner"),
      minutes: wholeNumber(text(values, "minutes")) ?? 0,
      confirmed,
    });
    const say = (at: Date) => sayTime(at, clinic.timeZone, clinic.locale);
    return {
      ok: true,
      ...(touched.length === 0 ? { message: "Nobody is touched: there is time enough between the visits." } : {}),
      facts: {
        saved,
        touched: touched.map(({ patientName, from, to, reachable }) => ({
          who: patientName ?? "Somebody booking online",
          from: say(from),
          to: say(to),
          reachable,
        })),
      },
    };
  });
