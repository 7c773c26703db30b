// Sends what an outbox row asks for, deciding at send time: who, whether still true, and once only.
import {
  addMessage,
  appointmentToTell,
  cancelledStarts,
  clinicToTell,
  codeToTell,
  messageOf,
  planToTell,
  plannedStarts,
  type AppointmentToTell,
} from "../../db/queries/messages.ts";
import { invitationToTell } from "../../db/queries/staff.ts";
import { nearestStarts } from "../booking/find-slots.ts";
import { manageToken } from "../booking/manage-token.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import type { EventKind } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { codeOf } from "../patients/patient-code.ts";
import { planLink } from "../plans/plan-link.ts";
import { invitationLink } from "../staff/invitation-link.ts";
import { calendarFile, type CalendarEntry } from "./calendar-entry.ts";
import { letterHtml, letterText, type Letter } from "./letter.ts";
import * as letters from "./letters.ts";

export type OutboxJob = { id: string; kind: EventKind; payload: Record<string, string | number | boolean | null> };

type Message = {
  to: string | null;
  letter: Letter;
  ics?: { entries: CalendarEntry[]; method: "REQUEST" | "CANCEL"; place: string; url: string };
  appointmentId?: string;
};
type Decision = Message | { skip: string };

/** Whether this kind of event is told by mail. */
export const isMessage = (kind: EventKind): boolean => kind in decide;

/** What came of a row, and what is to be kept in the transaction that says so. */
export type Delivered = { outcome: string; keep?: (t: TxCtx) => Promise<unknown> };

/** Sends at most one mail for the row; that it was sent is for the caller to keep together with the row's end. */
export async function deliver(ctx: Ctx, job: OutboxJob): Promise<Delivered> {
  const decision = await inTransaction(ctx, async (t): Promise<Decision> => {
    if (await messageOf(t.tx, t.clinicId, job.id)) return { skip: "sent before" };
    return (await decide[job.kind]?.(t, job)) ?? { skip: "nothing to say" };
  });
  if ("skip" in decision) return { outcome: `skipped: ${decision.skip}` };
  if (!decision.to) return { outcome: "skipped: no e-mail address" };
  const { letter, ics } = decision;
  const { messageId } = await ctx.gateways.mail.send({
    to: decision.to,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    messageId: `${job.id}@taper`,
    ...(ics
      ? {
          icsAttachment: {
            filename: "appointment.ics",
            method: ics.method,
            content: calendarFile(
              ics.entries,
              {
                clinicName: letter.clinic.name,
                clinicEmail: letter.clinic.email,
                place: ics.place,
                url: ics.url,
                stamp: ctx.now,
              },
              ics.method,
            ),
          },
        }
      : {}),
  });
  return {
    outcome: "sent",
    keep: (t) =>
      addMessage(t.tx, {
        clinicId: t.clinicId,
        id: newId(),
        outboxId: job.id,
        channel: "email",
        template: job.kind,
        messageId,
        appointmentId: decision.appointmentId ?? null,
        sentAt: t.now,
      }),
  };
}

type Decide = (t: Parameters<Parameters<typeof inTransaction>[1]>[0], job: OutboxJob) => Promise<Decision>;

const text = (job: OutboxJob, name: string) => String(job.payload[name] ?? "");

const visitOf = ({ startsAt, practitionerName, place, policy }: AppointmentToTell): letters.VisitOfLetter => ({
  start: startsAt,
  practitionerName,
  place,
  cancelNoticeHours: policy.cancelNoticeHours,
});

const aboutVisit =
  (
    write: typeof letters.bookedLetter,
    wanted: (
      row: { status: string; isLatest: boolean; startsAt: Date; bookedVia: string; cannotBe: boolean },
      now: Date,
    ) => string | null,
    method: "REQUEST" | "CANCEL" | null,
  ): Decide =>
  async (t, job) => {
    const row = await appointmentToTell(t.tx, t.clinicId, text(job, "appointmentId"));
    if (!row) return { skip: "no such appointment" };
    const reason = wanted(row, t.now);
    if (reason) return { skip: reason };
    const clinic = await clinicToTell(t.tx, t.clinicId);
    const url =
      method === "CANCEL"
        ? `${t.publicUrl}/${clinic.slug}`
        : `${t.publicUrl}/${clinic.slug}/booking/${manageToken(t, row.chainId)}`;
    return {
      to: row.email,
      letter: write(clinic, visitOf(row), url),
      appointmentId: row.id,
      ...(method
        ? {
            ics: {
              entries: [
                {
                  chainId: row.chainId,
                  sequence: row.sequence + (method === "CANCEL" ? 1 : 0),
                  start: row.startsAt,
                  end: row.endsAt,
                },
              ],
              method,
              place: `${row.place.name}, ${row.place.address}`,
              url,
            },
          }
        : {}),
    };
  };

const stillOn = (row: { status: string; isLatest: boolean; startsAt: Date }, now: Date) => {
  if (!row.isLatest) return "moved";
  if (row.status !== "booked") return row.status;
  return row.startsAt <= now ? "already begun" : null;
};

const decide: Partial<Record<EventKind, Decide>> = {
  "appointment.booked": aboutVisit(
    letters.bookedLetter,
    (row, now) => (row.bookedVia === "plan" ? "told with its course" : stillOn(row, now)),
    "REQUEST",
  ),
  "appointment.moved": aboutVisit(letters.movedLetter, stillOn, "REQUEST"),
  "appointment.cancelled": aboutVisit(
    letters.cancelledLetter,
    (row) => (row.status === "cancelled" && row.isLatest ? null : "no longer cancelled"),
    "CANCEL",
  ),
  "appointment.reminder": aboutVisit(
    letters.reminderLetter,
    (row, now) => stillOn(row, now) ?? (row.cannotBe ? "the clinic cannot keep it" : null),
    null,
  ),
  "appointment.must_move": async (t, job) => {
    const row = await appointmentToTell(t.tx, t.clinicId, text(job, "appointmentId"));
    if (!row) return { skip: "no such appointment" };
    const reason = stillOn(row, t.now) ?? (row.cannotBe ? null : "it can take place after all");
    if (reason) return { skip: reason };
    const clinic = await clinicToTell(t.tx, t.clinicId);
    // What its patient will find open, not what the desk could squeeze in.
    const guest: Ctx = { ...t, actor: { kind: "guest" } };
    const free = await nearestStarts(guest, {
      serviceId: row.serviceId,
      practitionerId: row.practitionerId,
      start: row.startsAt,
    });
    const url = `${t.publicUrl}/${clinic.slug}/booking/${manageToken(t, row.chainId)}/move`;
    return { to: row.email, letter: letters.mustMoveLetter(clinic, visitOf(row), free, url), appointmentId: row.id };
  },
  "plan.offered": async (t, job) => {
    const plan = await planToTell(t.tx, t.clinicId, text(job, "planId"));
    if (plan?.status !== "offered" || !plan.offerExpiresAt) return { skip: "no longer offered" };
    const clinic = await clinicToTell(t.tx, t.clinicId);
    return {
      to: plan.email,
      letter: letters.offerLetter(clinic, planLink(t, clinic.slug, plan.id), plan.offerExpiresAt),
    };
  },
  "plan.booked": async (t, job) => {
    const plan = await planToTell(t.tx, t.clinicId, text(job, "planId"));
    if (plan?.status !== "active" && plan?.status !== "on_hold") return { skip: "no longer active" };
    const clinic = await clinicToTell(t.tx, t.clinicId);
    const booked = await plannedStarts(t.tx, t.clinicId, plan.id);
    if (!booked.length) return { skip: "nothing booked" };
    const url = planLink(t, clinic.slug, plan.id);
    const entries = booked.map((row) => ({
      chainId: row.chainId,
      sequence: row.sequence,
      start: row.startsAt,
      end: row.endsAt,
    }));
    return {
      to: plan.email,
      letter: letters.courseLetter(
        clinic,
        booked.map((row) => row.startsAt),
        url,
      ),
      ics: { entries, method: "REQUEST", place: clinic.name, url },
    };
  },
  "plan.stopped": async (t, job) => {
    const plan = await planToTell(t.tx, t.clinicId, text(job, "planId"));
    if (!plan) return { skip: "no such plan" };
    const clinic = await clinicToTell(t.tx, t.clinicId);
    const url = planLink(t, clinic.slug, plan.id);
    const message = { to: plan.email, letter: letters.stoppedLetter(clinic, url) };
    const gone = await cancelledStarts(t.tx, t.clinicId, plan.id, t.now);
    if (!gone.length) return message;
    const entries = gone.map((row) => ({
      chainId: row.chainId,
      sequence: row.sequence + 1,
      start: row.startsAt,
      end: row.endsAt,
    }));
    return { ...message, ics: { entries, method: "CANCEL", place: clinic.name, url } };
  },
  "patient.code": async (t, job) => {
    const code = await codeToTell(t.tx, t.clinicId, text(job, "accessCodeId"));
    if (!code || code.usedAt || code.expiresAt <= t.now) return { skip: "no longer good" };
    return {
      to: code.email,
      letter: letters.codeLetter(await clinicToTell(t.tx, t.clinicId), codeOf(t.secret, code.id)),
    };
  },
  "member.invited": async (t, job) => {
    const invitation = await invitationToTell(t.tx, t.clinicId, text(job, "invitationId"), t.now);
    if (!invitation) return { skip: "no longer open" };
    const clinic = await clinicToTell(t.tx, t.clinicId);
    const url = invitationLink(t, clinic.slug, invitation.id);
    return {
      to: invitation.email,
      letter: letters.invitationLetter(clinic, invitation.inviterName, url, invitation.expiresAt),
    };
  },
  "payment.late": async (t, job) => {
    const planId = text(job, "planId");
    const row = planId
      ? await planToTell(t.tx, t.clinicId, planId)
      : await appointmentToTell(t.tx, t.clinicId, text(job, "appointmentId"));
    if (!row) return { skip: "nobody to tell" };
    return { to: row.email, letter: letters.latePaymentLetter(await clinicToTell(t.tx, t.clinicId)) };
  },
};
