// Which event is told in which message; what is not here is told to nobody.
import { appointmentToTell, codeToTell, planToTell } from "../../db/queries/messages.ts";
import { lockRefund } from "../../db/queries/money.ts";
import { userOfReset } from "../../db/queries/sign-in.ts";
import { giftCardById } from "../../db/queries/gift-cards.ts";
import { invitationToTell } from "../../db/queries/staff.ts";
import type { EventKind } from "../events/outbox.ts";
import { formatMoney } from "../money/money.ts";
import { codeOf } from "../patients/patient-code.ts";
import { newPasswordLink } from "../staff/forgotten-password.ts";
import { invitationLink } from "../staff/invitation-link.ts";
import { tellBought, tellGiven } from "./about-gift-card.ts";
import { tellAsked } from "./about-payment.ts";
import { nudge, tellCourse, tellOffered, tellStopped } from "./about-plan.ts";
import { askHowItWent, askToMove, remind, tellBooked, tellCancelled, tellMoved } from "./about-visit.ts";
import { tellFailedInstalment } from "./about-instalment.ts";
import { tellMembershipEnded, tellMonthRefused } from "./about-membership.ts";
import { tellWeek } from "./about-week.ts";
import { tellEnds, tellRefused } from "./about-subscription.ts";
import { tellClosed, tellOffer } from "./about-waiting.ts";
import * as letters from "./letters.ts";
import { clinicFor } from "./spoken-clinic.ts";
import { named, type Decide } from "./message.ts";

const sendCode: Decide = async (t, job) => {
  const code = await codeToTell(t.tx, t.clinicId, named(job, "accessCodeId"));
  if (!code || code.usedAt || code.expiresAt <= t.now) return { skip: "no longer good" };
  const clinic = await clinicFor(t, code.patientId);
  const letter = letters.codeLetter(clinic, codeOf(t.secret, code.id));
  return { patientId: code.patientId, topic: "account", letter };
};

const invite: Decide = async (t, job) => {
  const invitation = await invitationToTell(t.tx, t.clinicId, named(job, "invitationId"), t.now);
  if (!invitation) return { skip: "no longer open" };
  const clinic = await clinicFor(t, null);
  const url = invitationLink(t, clinic.slug, invitation.id);
  const letter = letters.invitationLetter(clinic, invitation.inviterName, url, invitation.expiresAt);
  return { to: invitation.email, patientId: null, topic: "account", letter };
};

const sendNewPassword: Decide = async (t, job) => {
  const resetId = named(job, "resetId");
  const user = await userOfReset(t.tx, resetId, t.now);
  if (!user) return { skip: "no longer open" };
  const clinic = await clinicFor(t, null);
  const letter = letters.newPasswordLetter(clinic, newPasswordLink(t, resetId), user.expiresAt);
  return { to: user.email, patientId: null, topic: "account", letter };
};

const tellLatePayment: Decide = async (t, job) => {
  const planId = named(job, "planId");
  const row = planId
    ? await planToTell(t.tx, t.clinicId, planId)
    : await appointmentToTell(t.tx, t.clinicId, named(job, "appointmentId"));
  if (!row) return { skip: "nobody to tell" };
  const letter = letters.latePaymentLetter(await clinicFor(t, row.patientId));
  return { patientId: row.patientId, topic: "booking", letter };
};

const tellRefund: Decide = async (t, job) => {
  const refund = await lockRefund(t.tx, t.clinicId, named(job, "refundId"));
  if (refund?.status !== "succeeded") return { skip: "not given back" };
  const clinic = await clinicFor(t, refund.payment.patientId);
  const amount = formatMoney(refund.amountMinor, refund.currency, clinic.locale);
  const { patientId, giftCardId } = refund.payment;
  const to = refund.method === "stripe" ? "card" : refund.method === "gift_card" ? "gift_card" : "hand";
  if (patientId !== null) return { patientId, topic: "account", letter: letters.refundLetter(clinic, amount, to) };
  const card = await giftCardById(t.tx, t.clinicId, giftCardId ?? "");
  if (!card) return { skip: "nobody to tell" };
  return { to: card.buyerEmail, patientId, topic: "account", letter: letters.giftBackLetter(clinic, amount, to) };
};

export const decisions: Partial<Record<EventKind, Decide>> = {
  "appointment.booked": tellBooked,
  "appointment.moved": tellMoved,
  "appointment.cancelled": tellCancelled,
  "appointment.reminder": remind,
  "appointment.must_move": askToMove,
  "visit.check_in": askHowItWent,
  "plan.offered": tellOffered,
  "plan.booked": tellCourse,
  "plan.stopped": tellStopped,
  "plan.nudge": nudge,
  "waitlist.offer": tellOffer,
  "waitlist.closed": tellClosed,
  "patient.code": sendCode,
  "member.invited": invite,
  "member.password_forgotten": sendNewPassword,
  "membership.refused": tellMonthRefused,
  "membership.ended": tellMembershipEnded,
  "subscription.refused": tellRefused,
  "subscription.ends": tellEnds,
  "owner.digest": tellWeek,
  "refund.made": tellRefund,
  "gift_card.bought": tellBought,
  "gift_card.given": tellGiven,
  "payment.late": tellLatePayment,
  "payment.asked": tellAsked,
  "instalment.failed": tellFailedInstalment,
};
