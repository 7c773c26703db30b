// One appointment with its whole life: booked, and then kept, missed, cancelled, moved or still to come; with its room and its facts.
import { isLate } from "../../lib/booking/policy.ts";
import type { Place } from "./day-book.ts";
import { currency, policyOn } from "./clinic.ts";
import { chargeMissed, chargeVisit } from "./charges.ts";
import type { Patient } from "./patients.ts";
import { after, between, day, deskOf, earlier, hour, later, minute, type Story } from "./story.ts";
import type { PlanCredit } from "./payments.ts";
import type { Terms } from "./terms.ts";

export type Outcome = "attended" | "no_show" | "late_cancel" | "cancelled" | "clinic_cancelled";

export type Booking = {
  place: Place;
  patient: Patient;
  terms: Terms;
  createdAt: Date;
  via: "online" | "phone" | "walk_in" | "plan";
  /** What becomes of it when its time has come; a cancellation may lie before. */
  outcome: Outcome;
  plan?: { planId: string; visitId: string; credit: PlanCredit };
  chain?: { id: string; sequence: number };
  /** Cancelled at that moment rather than one that is drawn. */
  cancelledAt?: Date;
  cancelReason?: string;
  /** It was not given up but moved to another time. */
  moved?: true;
  /** When the terms and the policy were agreed, if not at this booking. */
  agreedAt?: Date;
};

export type Booked = {
  id: string;
  chainId: string;
  status: "booked" | "arrived" | "fulfilled" | "noshow" | "cancelled";
  /** When it ended, one way or another; null while it is to come. */
  endedAt: Date | null;
};

/** Writes the appointment and what followed; takes its place in the day book while it is live. */
export function addBooking(story: Story, booking: Booking): Booked {
  const { clinic, book } = story;
  const { place, patient } = booking;
  const startsAt = clinic.clock.at(place.date, place.start);
  const endsAt = clinic.clock.at(place.date, place.end);
  const id = clinic.draw.id(booking.createdAt);
  const life = lifeOf(story, booking, startsAt, endsAt);
  const live = life.status !== "cancelled" && life.status !== "noshow";
  // A missed or late cancelled visit leaves its time empty.
  if (live || life.owesFee) book.take(place, patient.id);
  writeAppointment(story, booking, { id, startsAt, endsAt, status: life.status, live });
  const addFact = factWriter(story, id);
  const byDesk = booking.via === "phone" || booking.via === "walk_in";
  addFact("booked", booking.createdAt, byDesk ? "desk" : booking.via === "plan" ? "patient" : "guest");
  for (const { fact, at, by, ...rest } of life.facts) addFact(fact, at, by, rest);
  settle(story, booking, { id, chainId: booking.chain?.id ?? id, life });
  patient.lastOn = patient.lastOn === null || patient.lastOn < place.date ? place.date : patient.lastOn;
  if (life.status === "fulfilled" && life.endedAt) patient.lastSeenAt = life.endedAt;
  return { id, chainId: booking.chain?.id ?? id, status: life.status, endedAt: life.endedAt };
}

type Author = "desk" | "practitioner" | "patient" | "guest";
type Detail = { reason?: string; byWhom?: "patient" | "clinic"; late?: boolean };
type Fact = { fact: string; at: Date; by: Author } & Detail;
type Life = { status: Booked["status"]; endedAt: Date | null; facts: Fact[]; owesFee: boolean };

function lifeOf(story: Story, booking: Booking, startsAt: Date, endsAt: Date): Life {
  const { clinic } = story;
  const { now } = clinic.clock;
  const { outcome, createdAt } = booking;
  const whole = (from: number, to: number) => clinic.draw.whole(from, to) * minute;
  const policy = policyOn(clinic, clinic.clock.dateOf(booking.agreedAt ?? createdAt));
  const notice = policy.cancelNoticeHours * hour;
  if (outcome === "late_cancel" || outcome === "cancelled" || outcome === "clinic_cancelled") {
    const hurried = outcome === "late_cancel";
    const first = later(after(createdAt, 10 * minute), hurried ? after(startsAt, -notice) : after(startsAt, -20 * day));
    const last = hurried ? after(startsAt, -40 * minute) : after(startsAt, -notice - 30 * minute);
    const at = booking.cancelledAt ?? (first < last ? between(story, first, last) : null);
    if (at && at <= now) {
      const byWhom = outcome === "clinic_cancelled" ? ("clinic" as const) : ("patient" as const);
      const by = byWhom === "clinic" || clinic.draw.chance(0.3) ? "desk" : "patient";
      const late = byWhom === "patient" && isLate(startsAt, policy, at);
      const reason = booking.cancelReason ?? (byWhom === "clinic" ? "Practitioner is ill" : "");
      const facts: Fact[] = [{ fact: booking.moved ? "moved" : "cancelled", at, by, reason, byWhom, late }];
      return { status: "cancelled", endedAt: at, facts, owesFee: late };
    }
  }
  if (startsAt > now) return { status: "booked", endedAt: null, facts: [], owesFee: false };
  if (outcome === "no_show") {
    const at = after(startsAt, whole(15, 25));
    if (at <= now) return { status: "noshow", endedAt: at, facts: [{ fact: "noshow", at, by: "desk" }], owesFee: true };
  }
  const arrived: Fact = { fact: "arrived", at: later(createdAt, after(startsAt, -whole(1, 9))), by: "desk" };
  if (endsAt > now) return { status: "arrived", endedAt: null, facts: [arrived], owesFee: false };
  const at = earlier(after(endsAt, whole(0, 6)), now);
  const fulfilled: Fact = { fact: "fulfilled", at, by: "practitioner" };
  return { status: "fulfilled", endedAt: at, facts: [arrived, fulfilled], owesFee: false };
}

type Written = { id: string; startsAt: Date; endsAt: Date; status: Booked["status"]; live: boolean };

function writeAppointment({ clinic }: Story, booking: Booking, { id, startsAt, endsAt, status, live }: Written) {
  const { id: clinicId, rows, clock } = clinic;
  const { place, patient, terms, createdAt, chain, plan } = booking;
  const { bufferAfter } = place.service;
  const range = (from: Date, to: Date) => `["${from.toISOString()}","${to.toISOString()}")`;
  rows.appointments.push({
    clinicId,
    id,
    chainId: chain?.id ?? id,
    sequence: chain?.sequence ?? 0,
    practitionerId: place.practitioner.id,
    serviceId: place.service.id,
    locationId: clinic.locationId,
    patientId: patient.id,
    episodeId: terms.episodeId,
    visitId: plan?.visitId ?? null,
    screenId: patient.screenId,
    status,
    startsAt,
    endsAt,
    bufferBeforeMin: 0,
    bufferAfterMin: bufferAfter,
    during: range(startsAt, endsAt),
    busyAfter: range(startsAt, after(endsAt, bufferAfter * minute)),
    busyBefore: range(startsAt, endsAt),
    lane: 0,
    wallStart: clock.stamp(place.date, place.start),
    timeZone: clock.zone,
    reviewRequired: patient.needsReview && place.service.first,
    bookedVia: booking.via,
    priceMinor: terms.priceMinor,
    taxMinor: terms.taxMinor,
    taxCode: terms.taxCode,
    currency,
    patientMinor: terms.patientMinor,
    payer: terms.payer,
    policy: policyOn(clinic, clock.dateOf(booking.agreedAt ?? createdAt)),
    createdAt,
  });
  rows.appointmentResources.push({
    clinicId,
    appointmentId: id,
    resourceId: place.resourceId,
    startsAt,
    endsAt,
    during: range(startsAt, endsAt),
    live,
    lane: 0,
  });
}

function factWriter(story: Story, appointmentId: string) {
  const { clinic } = story;
  const { rows, draw, id: clinicId } = clinic;
  return (fact: string, at: Date, by: Author, detail: Detail = {}) => {
    const appointment = rows.appointments.at(-1)!;
    const practitioner = clinic.practitioners.find((one) => one.id === appointment.practitionerId);
    const memberId = by === "desk" ? deskOf(story) : by === "practitioner" ? (practitioner?.memberId ?? null) : null;
    rows.appointmentFacts.push({
      clinicId,
      id: draw.id(at),
      appointmentId,
      fact,
      at,
      actorKind: memberId ? "member" : by,
      memberId,
      reason: detail.reason ?? "",
      byWhom: detail.byWhom ?? null,
      late: detail.late ?? null,
    });
  };
}

type Ended = { id: string; chainId: string; life: Life };

function settle(story: Story, booking: Booking, { id, chainId, life }: Ended) {
  const { rows, draw, id: clinicId } = story.clinic;
  if (!life.endedAt) return;
  const bill = { ...booking, appointmentId: id, chainId, at: life.endedAt };
  if (life.owesFee && draw.chance(0.8)) chargeMissed(story, bill);
  if (life.status !== "fulfilled") return;
  rows.notes.push({
    clinicId,
    id: draw.id(life.endedAt),
    appointmentId: id,
    patientId: booking.patient.id,
    body: noteOf(story, booking),
    amendsId: null,
    signedBy: booking.place.practitioner.memberId,
    signedAt: life.endedAt,
  });
  chargeVisit(story, bill);
}

const findings = {
  massage_therapy: [
    "Upper trapezius and suboccipitals tender, eased with sustained pressure.",
    "Neck rotation freer at the end.",
  ],
  physiotherapy: ["Deep neck flexor endurance better than last time.", "Mobilised C2–C4; home exercises adjusted."],
  acupuncture: ["Needles retained 25 minutes, well tolerated.", "Sleep improving; same points as before."],
  osteopathic_manual_practice: ["Ribs and upper back mobilised within range.", "Breathing easier; gentle follow-up."],
} as const;

const noteOf = ({ clinic }: Story, { place }: Booking): string =>
  `${place.service.first ? "First visit: history taken, examination done. " : ""}${clinic.draw.pick(findings[place.service.discipline])}`;
