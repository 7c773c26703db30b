// Decides what is told about one appointment, from how it stands when the message goes out.
import { appointmentToTell, planToTell, type AppointmentToTell } from "../../db/queries/messages.ts";
import { planOfVisit } from "../../db/queries/open-visits.ts";
import { hasCheckedIn } from "../../db/queries/reminders.ts";
import { nearestStarts } from "../booking/find-slots.ts";
import { manageToken } from "../booking/manage-token.ts";
import type { Ctx, TxCtx } from "../context/context.ts";
import { standingScreen } from "../intake/standing-screen.ts";
import { stops } from "../intake/standing.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide, type Decision, type OutboxJob } from "./message.ts";
import { undoUntil } from "./undo-booking.ts";

const visitOf = ({ startsAt, practitionerName, place, policy }: AppointmentToTell): letters.VisitOfLetter => ({
  start: startsAt,
  practitionerName,
  place,
  cancelNoticeHours: policy.cancelNoticeHours,
});

/** Why nothing is told of a visit that is not to come as it stood, or null. */
const gone = (row: AppointmentToTell, now: Date): string | null => {
  if (!row.isLatest) return "moved";
  if (row.status !== "booked") return row.status;
  return row.startsAt <= now ? "already begun" : null;
};

const told =
  (
    write: typeof letters.bookedLetter,
    unwanted: (row: AppointmentToTell, now: Date) => string | null,
    method: "REQUEST" | "CANCEL",
  ) =>
  async (t: TxCtx, row: AppointmentToTell | null): Promise<Decision> => {
    if (!row) return { skip: "no such appointment" };
    const reason = unwanted(row, t.now);
    if (reason) return { skip: reason };
    const clinic = await clinicFor(t, row.patientId);
    const front = `${t.publicUrl}/${clinic.slug}`;
    const url = method === "CANCEL" ? front : `${front}/booking/${manageToken(t, row.chainId)}`;
    const entry = {
      chainId: row.chainId,
      sequence: row.sequence + (method === "CANCEL" ? 1 : 0),
      start: row.startsAt,
      end: row.endsAt,
    };
    return {
      patientId: row.patientId,
      topic: "booking",
      letter: write(clinic, visitOf(row), url),
      appointmentId: row.id,
      ics: { entries: [entry], method, place: `${row.place.name}, ${row.place.address}`, url },
    };
  };

const rowOf = (t: TxCtx, job: OutboxJob) => appointmentToTell(t.tx, t.clinicId, named(job, "appointmentId"));

const sayBooked = told(
  letters.bookedLetter,
  (row, now) => (row.bookedVia === "plan" ? "told with its course" : gone(row, now)),
  "REQUEST",
);

/** Held back while it can be undone, so that nobody hears of a booking that never was. */
export const tellBooked: Decide = async (t, job) => {
  const row = await rowOf(t, job);
  const until = row?.status === "booked" ? await undoUntil(t, row) : null;
  return until && until > t.now ? { notBefore: until } : sayBooked(t, row);
};

const sayMoved = told(letters.movedLetter, gone, "REQUEST");

export const tellMoved: Decide = async (t, job) => sayMoved(t, await rowOf(t, job));

const sayCancelled = told(
  letters.cancelledLetter,
  (row) => (row.status === "cancelled" && row.isLatest ? null : "no longer cancelled"),
  "CANCEL",
);

export const tellCancelled: Decide = async (t, job) => sayCancelled(t, await rowOf(t, job));

/** Never for a visit that was cancelled, moved or cannot be kept, nor while a clinician has to look at health answers first. */
export const remind: Decide = async (t, job) => {
  if (!named(job, "reminder")) return { skip: "asked for under an older rule" };
  const row = await rowOf(t, job);
  if (!row) return { skip: "no such appointment" };
  const reason = gone(row, t.now) ?? (row.cannotBe ? "the clinic cannot keep it" : null);
  if (reason) return { skip: reason };
  if (stops(await standingScreen(t, row.patientId))) return { skip: "waits for a review" };
  const clinic = await clinicFor(t, row.patientId);
  const url = `${t.publicUrl}/${clinic.slug}/booking/${manageToken(t, row.chainId)}`;
  return {
    patientId: row.patientId,
    topic: "reminder",
    letter: letters.reminderLetter(clinic, visitOf(row), url),
    appointmentId: row.id,
  };
};

export const askToMove: Decide = async (t, job) => {
  const row = await rowOf(t, job);
  if (!row) return { skip: "no such appointment" };
  const reason = gone(row, t.now) ?? (row.cannotBe ? null : "it can take place after all");
  if (reason) return { skip: reason };
  const clinic = await clinicFor(t, row.patientId);
  // What its patient will find open, not what the desk could squeeze in.
  const guest: Ctx = { ...t, actor: { kind: "guest" } };
  const { serviceId, practitionerId, startsAt: start } = row;
  const free = await nearestStarts(guest, { serviceId, practitionerId, start });
  const url = `${t.publicUrl}/${clinic.slug}/booking/${manageToken(t, row.chainId)}/move`;
  return {
    patientId: row.patientId,
    topic: "booking",
    letter: letters.mustMoveLetter(clinic, visitOf(row), free, url),
    appointmentId: row.id,
  };
};

/** How it went. The answer is given behind the patient's own door; the message says nothing of what for. */
export const askHowItWent: Decide = async (t, job) => {
  const row = await rowOf(t, job);
  const plan = row?.visitId ? await planOfVisit(t.tx, t.clinicId, row.visitId) : null;
  if (row?.status !== "fulfilled" || !plan) return { skip: "not such a visit" };
  if (await hasCheckedIn(t.tx, t.clinicId, row.patientId, row.endsAt)) return { skip: "told already" };
  const state = await planToTell(t.tx, t.clinicId, plan.planId);
  if (state?.status !== "active") return { skip: "the plan does not run" };
  if (stops(await standingScreen(t, row.patientId))) return { skip: "waits for a review" };
  const clinic = await clinicFor(t, row.patientId);
  const letter = letters.checkInLetter(clinic, `${t.publicUrl}/${clinic.slug}/me/check-in`);
  return { patientId: row.patientId, topic: "check_in", letter, appointmentId: row.id };
};
