"use server";
// Weekly hours and blocked time: what is booked there is shown before anything is saved.
import { revalidatePath } from "next/cache";
import { changeDays, restoreDay } from "@/lib/booking/change-days";
import { blockTime, changeWeeklyHours, unblockTime, type WeeklyInput } from "@/lib/booking/change-hours";
import type { HoursChange } from "@/lib/booking/booking-views";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import { Refusal } from "@/lib/errors";
import { formAction, type FormState } from "@/lib/server/action";
import { staffCtx } from "@/lib/server/contexts";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { address } from "../door";
import { text, wholeNumber } from "../typed";
import { wishedStart } from "../wished-start";

type Values = Record<string, string | string[]>;

const rowsADay = 3;

function minuteOf(values: Values, name: string): number | null {
  const typed = text(values, name);
  if (!typed) return null;
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(typed) ?? [];
  return hour && minute ? Number(hour) * 60 + Number(minute) : null;
}

/** Rows `start-<dow>-<row>` and `end-<dow>-<row>`; an empty row is no hours. */
function hoursOf(values: Values): WeeklyInput[] {
  const hours: WeeklyInput[] = [];
  for (let dow = 0; dow < 7; dow++)
    for (let row = 0; row < rowsADay; row++) {
      const startMin = minuteOf(values, `start-${dow}-${row}`);
      const typedEnd = minuteOf(values, `end-${dow}-${row}`);
      if (startMin === null && typedEnd === null) continue;
      if (startMin === null || typedEnd === null)
        throw new Refusal("invalid", "Each row needs a beginning and an end.", {
          fields: [{ field: `start-${dow}-${row}`, message: "Enter both times, or neither." }],
        });
      // Midnight at the end of the day is typed as 00:00.
      hours.push({ dow, startMin, endMin: typedEnd === 0 ? 1440 : typedEnd });
    }
  return hours;
}

function shown(change: HoursChange, clinic: ClinicView, saved: string, seeTo?: string): FormState {
  const touched = change.touched.map((one) => ({
    id: one.appointmentId,
    label: `${sayShortDay(one.start, clinic.timeZone, clinic.locale)}, ${sayTime(one.start, clinic.timeZone, clinic.locale)}: ${one.patientName ?? "somebody booking online"}, ${one.serviceName}`,
  }));
  if (!change.saved) return { ok: false, facts: { touched, seeTo } };
  revalidatePath("/desk", "layout");
  return { ok: true, message: saved, facts: { touched, seeTo } };
}

export async function hoursAction(practitionerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const confirmed = text(values, "confirmed") === "yes";
    const change = await changeWeeklyHours(ctx, { practitionerId, hours: hoursOf(values), confirmed });
    return shown(change, clinic, "The weekly hours are saved.");
  });
}

export async function dayHoursAction(practitionerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const intervals = [0, 1].flatMap((row) => {
      const [start, end] = [minuteOf(values, `dayStart-${row}`), minuteOf(values, `dayEnd-${row}`)];
      if (start === null && end === null) return [];
      if (start === null || end === null)
        throw new Refusal("invalid", "Each row needs a beginning and an end.", {
          fields: [{ field: `dayStart-${row}`, message: "Enter both times, or neither." }],
        });
      return [{ start, end: end === 0 ? 1440 : end }];
    });
    const change = await changeDays(ctx, {
      practitionerId,
      onDate: text(values, "onDate"),
      everyWeeks: wholeNumber(text(values, "everyWeeks")) ?? null,
      untilDate: text(values, "untilDate"),
      intervals,
      confirmed: text(values, "confirmed") === "yes",
    });
    return shown(change, clinic, "Saved.");
  });
}

export async function restoreDayAction(
  practitionerId: string,
  onDate: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await restoreDay(ctx, { practitionerId, onDate });
    revalidatePath("/desk", "layout");
  });
}

export async function blockAction(practitionerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, clinic } = await staffCtx();
    const from = wishedStart(values, clinic.timeZone, { date: "fromDate", time: "fromTime" });
    const to = wishedStart(values, clinic.timeZone, { date: "toDate", time: "toTime" });
    const change = await blockTime(ctx, {
      practitionerId,
      from,
      to,
      reason: text(values, "reason"),
      confirmed: text(values, "confirmed") === "yes",
    });
    const days = { from: dateIn(from, clinic.timeZone), to: dateIn(to, clinic.timeZone) };
    return shown(
      change,
      clinic,
      "The time is blocked.",
      address("/desk/away", { practitioner: practitionerId, ...days }),
    );
  });
}

export async function unblockAction(
  practitionerId: string,
  timeOffId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await staffCtx();
    await unblockTime(ctx, { practitionerId, timeOffId });
    revalidatePath("/desk", "layout");
  });
}
