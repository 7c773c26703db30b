// Fills the calendar with people who come without a plan: newcomers for an assessment, others every few weeks.
import { addDays, daysBetween, type LocalDate } from "../../lib/time/dates.ts";
import { addBooking, type Booked, type Booking, type Outcome } from "./bookings.ts";
import { serviceOf, type Practitioner, type Service } from "./clinic.ts";
import type { Place } from "./day-book.ts";
import { everydayTrouble, openEpisode } from "./episodes.ts";
import { datesBetween } from "./holidays.ts";
import type { Patient } from "./patients.ts";
import { releaseScreen, screenNewcomer } from "./screens.ts";
import { after, between, day, earlier, hour, later, type Story } from "./story.ts";
import { countVisit, termsOf } from "./terms.ts";

/** Somebody who may be booked from a date on. */
export type Regular = { patient: Patient; from: LocalDate };

/** How full a practitioner's day shall be: grows with the clinic, then thins out into the weeks ahead. */
function fullness(story: Story, date: LocalDate): number {
  const { clock } = story.clinic;
  const ahead = daysBetween(clock.today, date);
  if (ahead > 42) return 0;
  if (ahead > 0) return Math.max(0.08, 0.62 - ahead * 0.016);
  return Math.max(0.12, 0.94 - Math.max(0, -ahead - 56) * 0.007);
}

export function fillCalendar(story: Story, known: readonly Regular[]): void {
  const { clinic } = story;
  const panels = new Map(clinic.practitioners.map((one) => [one.id, [] as Regular[]]));
  for (const regular of known) panels.get(regular.patient.home.id)?.push(regular);
  const newcomers = clinic.practitioners.map((practitioner) => ({
    practitioner,
    queue: story.patients
      .filter((patient) => patient.home === practitioner && patient.screenId === null)
      .toSorted((a, b) => (a.joinedOn < b.joinedOn ? -1 : 1)),
  }));
  for (const date of datesBetween(clinic.clock.from, addDays(clinic.clock.today, 42)))
    for (const { practitioner, queue } of newcomers)
      fillDay(story, practitioner, date, queue, panels.get(practitioner.id) ?? []);
}

function fillDay(story: Story, practitioner: Practitioner, date: LocalDate, queue: Patient[], panel: Regular[]) {
  const { draw } = story.clinic;
  const full = fullness(story, date);
  for (const span of story.book.open(practitioner, date)) {
    let minute = span.start;
    while (minute < span.end) {
      if (!draw.chance(full)) {
        minute += draw.pick([20, 30, 30, 45]);
        continue;
      }
      const place = nextVisit(story, practitioner, date, minute, queue, panel);
      minute = place ? place.end : minute + 20;
    }
  }
}

const longer = { massage_therapy: [45, 60, 60, 30], physiotherapy: [40, 40, 30], acupuncture: [40, 40, 30] } as const;

function followUp({ clinic }: Story, { discipline }: Practitioner): Service {
  const lengths = discipline.code === "osteopathic_manual_practice" ? [45, 45, 30] : longer[discipline.code];
  const minutes = clinic.draw.pick(lengths);
  return clinic.services.find((one) => one.discipline === discipline.code && !one.first && one.minutes === minutes)!;
}

function nextVisit(
  story: Story,
  practitioner: Practitioner,
  date: LocalDate,
  minute: number,
  queue: Patient[],
  panel: Regular[],
): Place | null {
  const { clinic } = story;
  const newcomer = queue[0]?.joinedOn !== undefined && queue[0].joinedOn < date ? queue[0] : undefined;
  const regular = newcomer ? undefined : regularOn(story, panel, date);
  const patient = newcomer ?? regular?.patient;
  if (!patient) return null;
  const place = newcomer
    ? startAt(story, practitioner, serviceOf(clinic, practitioner.discipline.code, 0, true), date, minute, patient)
    : (startAt(story, practitioner, followUp(story, practitioner), date, minute, patient) ??
      startAt(story, practitioner, serviceOf(clinic, practitioner.discipline.code, 30), date, minute, patient));
  if (!place) return null;
  if (newcomer) {
    queue.shift();
    welcome(story, newcomer);
    panel.push({ patient: newcomer, from: addDays(date, 5) });
  }
  bookRegular(story, patient, place, newcomer !== undefined);
  return place;
}

/** A visit that begins at the next full step of its grid, if that is free. */
function startAt(
  { book }: Story,
  practitioner: Practitioner,
  service: Service,
  date: LocalDate,
  minute: number,
  patient: Patient,
): Place | null {
  return book.placeAt(practitioner, service, date, Math.ceil(minute / service.step) * service.step, patient.id);
}

/** Of those who may come again, one who has waited long. */
function regularOn({ clinic }: Story, panel: readonly Regular[], date: LocalDate): Regular | undefined {
  const waited = (one: Regular) => daysBetween(one.patient.lastOn ?? one.from, date);
  let best: Regular | undefined;
  for (let turn = 0; turn < 9 && panel.length; turn++) {
    const one = clinic.draw.pick(panel);
    if (one.from > date || waited(one) < 5 || (one.patient.leftOn ?? date) < date) continue;
    if (!best || waited(one) > waited(best)) best = one;
  }
  return best;
}

function welcome(story: Story, patient: Patient) {
  const { draw } = story.clinic;
  const via = draw.chance(0.75) ? "online" : "phone";
  screenNewcomer(story, patient, patient.joinedAt, via, draw.chance(0.06));
  if (draw.chance(0.55)) openEpisode(story, patient, everydayTrouble(story.clinic), patient.joinedAt);
}

function outcomeOf({ clinic }: Story, isFirst: boolean): Outcome | "moved" {
  return clinic.draw.weighted([
    ["attended", 86],
    ["no_show", isFirst ? 5 : 3],
    ["late_cancel", 3],
    ["cancelled", 3],
    ["moved", isFirst ? 0 : 4],
    ["clinic_cancelled", 1],
  ] as const);
}

function bookRegular(story: Story, patient: Patient, place: Place, isFirst: boolean) {
  const { clinic } = story;
  const { draw, clock } = clinic;
  const startsAt = clock.at(place.date, place.start);
  const rebooked = patient.lastSeenAt !== null && draw.chance(0.45);
  const latest = earlier(clock.now, after(startsAt, -3 * hour));
  const earliest = earlier(later(patient.joinedAt, after(startsAt, -24 * day)), after(latest, -day));
  const seen = patient.lastSeenAt;
  const createdAt = isFirst
    ? patient.joinedAt
    : rebooked && seen && seen <= latest
      ? seen
      : between(story, later(patient.joinedAt, earliest), latest);
  const terms = termsOf(clinic, {
    service: place.service,
    practitioner: place.practitioner,
    date: place.date,
    patient,
  });
  const outcome = outcomeOf(story, isFirst);
  const via = rebooked
    ? "phone"
    : draw.weighted([
        ["online", 66],
        ["phone", 34],
      ] as const);
  const booking = { place, patient, terms, createdAt, via };
  const booked = outcome === "moved" ? addMoved(story, booking) : addBooking(story, { ...booking, outcome });
  if (booked.status === "fulfilled") {
    countVisit(patient, place.service, place.date, terms);
    if (patient.needsReview && booked.endedAt)
      releaseScreen(story, patient, place.practitioner.memberId, after(booked.endedAt, -50 * 60_000));
  }
}

/** Booked, then moved to another time within the week; both belong to one chain. */
function addMoved(story: Story, booking: Omit<Booking, "outcome">): Booked {
  const { clinic, book } = story;
  const { place, patient } = booking;
  const startsAt = clinic.clock.at(place.date, place.start);
  const movedAt = after(startsAt, -clinic.draw.whole(26, 70) * hour);
  const target = datesBetween(addDays(place.date, 1), addDays(place.date, 6))
    .flatMap((date) => book.starts(place.practitioner, place.service, date, patient.id))
    .at(0);
  if (!target || movedAt <= booking.createdAt || movedAt > clinic.clock.now)
    return addBooking(story, { ...booking, outcome: "attended" });
  const first = addBooking(story, { ...booking, outcome: "cancelled", cancelledAt: movedAt, moved: true });
  const chain = { id: first.chainId, sequence: 1 };
  const agreedAt = booking.createdAt;
  return addBooking(story, { ...booking, place: target, agreedAt, createdAt: movedAt, outcome: "attended", chain });
}
