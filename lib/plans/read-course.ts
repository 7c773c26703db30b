// Reads the real calendar once for all services of a plan, as if the plan's own coming visits were not in it.
import { timesOfPatients } from "../../db/queries/appointments.ts";
import { closuresBetween, unitsOfAppointments, type PlanAppointment } from "../../db/queries/plans.ts";
import { keptCalendar, type KeptCalendar } from "../booking/calendar-cache.ts";
import { readSearches, type CalendarRead } from "../booking/read-search.ts";
import { restBetween } from "../booking/rest-between.ts";
import { prepareSearch } from "../booking/slots.ts";
import type { Ctx, TxCtx } from "../context/context.ts";
import { daysBetween, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import type { Frame, PendingTrack } from "./course-of-plan.ts";
import { openingsOf, type CourseCalendar, type Opening } from "./course-openings.ts";
import type { PlanPeople } from "./plan-people.ts";
import { everyVisit, isComing, type PlanState } from "./plan-state.ts";

const minuteOf = (instant: Date) => Math.floor(instant.getTime() / 60_000);
const endMinuteOf = (instant: Date) => Math.ceil(instant.getTime() / 60_000);

/** Days past the last window, so that a wider one can be tried. */
const wider = 30;

export type CourseOpenings = {
  /** By track id. */
  openings: Map<string, Opening[]>;
  /** Day numbers. */
  closed: number[];
};

/** Days a course can need, the wider windows of a relaxation included. */
function daysOf(frame: Frame, pending: readonly PendingTrack[]): number {
  const reach = Math.max(
    0,
    ...pending.map(({ anchor, visits }) => visits.reduce((day, { gaps }) => day + gaps.maxGap, anchor ?? 0)),
  );
  return Math.max(1, Math.min(frame.days, reach + wider));
}

const servicesOf = ({ visits }: PendingTrack) => [...new Set(visits.map(({ visit }) => visit.phase.serviceId))];

/** For a plan of the database, inside a transaction. */
export async function readCourse(
  ctx: TxCtx,
  state: PlanState,
  people: PlanPeople,
  frame: Frame,
  pending: readonly PendingTrack[],
): Promise<CourseOpenings & { calendar: CalendarRead }> {
  const { tx, clinicId, now } = ctx;
  const { timeZone } = state.clinic;
  const days = daysOf(frame, pending);
  const own = everyVisit(state).flatMap((visit) =>
    isComing(visit, now) && visit.appointment ? [visit.appointment] : [],
  );
  const [read, units, busy, closures] = await Promise.all([
    readSearches(ctx, { serviceIds: pending.flatMap(servicesOf), fromDate: frame.startDate, days }),
    unitsOfAppointments(
      tx,
      clinicId,
      own.map(({ id }) => id),
    ),
    busyTimes(ctx, { patientId: state.plan.patientId, timeZone, frame, own }),
    readClosures(ctx, timeZone, frame),
  ]);
  const free = withoutOwn(read, own, units);
  const longest = Math.max(1, ...[...free.services.values()].map(({ duration }) => duration));
  const kept = { read: free, prepared: prepareSearch({ ...free, resources: free.units }, longest) };
  return { ...openingsFor(kept, { people, frame, pending, now, busy, closures, timeZone }), calendar: free };
}

export type OpeningsFor = {
  people: Pick<PlanPeople, "mayDo">;
  frame: Frame;
  pending: readonly PendingTrack[];
  now: Date;
  /** The patient's other appointments, UTC epoch minutes. */
  busy: readonly { start: number; end: number }[];
  closures: readonly { startsAt: Date; endsAt: Date }[];
  timeZone: string;
};

/** The openings of each track, and the days on which the clinic is closed; of a calendar that reaches at least as far as the frame. */
export function openingsFor(calendar: CourseCalendar, asked: OpeningsFor): CourseOpenings {
  const { people, frame, pending, now, busy, closures, timeZone } = asked;
  const days = daysOf(frame, pending);
  const { startDate } = frame;
  const found = pending.map((one): TrackOpenings => {
    const serviceIds = servicesOf(one);
    const mayDo = people.mayDo(one.track.trackId);
    return { one, serviceIds, openings: openingsOf(calendar, { serviceIds, now, startDate, days, mayDo, busy }) };
  });
  return {
    openings: new Map(withRests(calendar, found).map(({ one, openings }) => [one.track.trackId, openings])),
    closed: closedDays(closures, timeZone, startDate, days),
  };
}

type TrackOpenings = { one: PendingTrack; serviceIds: string[]; openings: Opening[] };

/** Somebody who may see the patient twice on a day, in two disciplines, needs the time between that any two appointments need. */
function withRests({ read }: CourseCalendar, found: readonly TrackOpenings[]): readonly TrackOpenings[] {
  const people = found.map(({ openings }) => new Set(openings.map(({ practitionerId }) => practitionerId)));
  const factsOf = ({ serviceIds }: TrackOpenings) => serviceIds.flatMap((id) => read.services.get(id) ?? []);
  return found.map((track, index) => {
    const others = found.filter((_, at) => at !== index);
    const twice = (who: string) => people.some((able, at) => at !== index && able.has(who));
    if (![...people[index]!].some(twice)) return track;
    const then = others.flatMap(factsOf);
    const rest = Math.max(...factsOf(track).flatMap((first) => then.map((next) => restBetween(first, next))));
    const openings = track.openings.map((opening) =>
      twice(opening.practitionerId) ? { ...opening, until: opening.end + rest } : opening,
    );
    return { ...track, openings };
  });
}

/**
 * The calendar for plans on paper, kept between questions: from today to the end of the booking horizon, so that another start or
 * another number of visits finds it again. Outside any transaction.
 */
export const paperCalendar = (
  ctx: Ctx,
  serviceIds: readonly string[],
  { today, horizonDays }: { today: LocalDate; horizonDays: number },
): Promise<KeptCalendar> =>
  keptCalendar(ctx, { serviceIds: [...new Set(serviceIds)].toSorted(), fromDate: today, days: horizonDays + 1 });

/** From two days ago to two days past the frame, so that every local day is in it whole. */
function around(now: Date, timeZone: string, { startDate, days }: Frame): { from: Date; to: Date } {
  const until = daysBetween(dateIn(now, timeZone), startDate) + days + 2;
  return { from: new Date(now.getTime() - 2 * 86_400_000), to: new Date(now.getTime() + until * 86_400_000) };
}

/** Whole-clinic closures that touch the frame. */
export const readClosures = (ctx: TxCtx, timeZone: string, frame: Frame) => {
  const { from, to } = around(ctx.now, timeZone, frame);
  return closuresBetween(ctx.tx, ctx.clinicId, from, to);
};

/** What else a patient has booked, without a plan's `own` coming visits; UTC epoch minutes. */
export async function busyTimes(
  { tx, clinicId, now }: TxCtx,
  {
    patientId,
    timeZone,
    frame,
    own = [],
  }: { patientId: string; timeZone: string; frame: Frame; own?: readonly { id: string }[] },
): Promise<{ start: number; end: number }[]> {
  const { from, to } = around(now, timeZone, frame);
  const times = await timesOfPatients(tx, clinicId, [patientId], from, to, now);
  const ownIds = new Set(own.map(({ id }) => id));
  return times.flatMap(({ id, start, end }) =>
    ownIds.has(id) ? [] : [{ start: minuteOf(start), end: endMinuteOf(end) }],
  );
}

/** The calendar with the plan's own coming visits taken out: they may stay, or move into each other's place. */
function withoutOwn(
  read: CalendarRead,
  own: readonly PlanAppointment[],
  units: readonly { appointmentId: string; resourceId: string }[],
): CalendarRead {
  if (!own.length) return read;
  const spans = (rows: readonly PlanAppointment[]) =>
    new Set(rows.map((row) => `${minuteOf(row.startsAt)} ${endMinuteOf(row.endsAt)}`));
  const outside =
    (taken: Set<string>) =>
    ({ start, end }: { start: number; end: number }) =>
      !taken.has(`${start} ${end}`);
  return {
    ...read,
    practitioners: read.practitioners.map((person) => {
      const taken = spans(own.filter((row) => row.practitionerId === person.id));
      return taken.size ? { ...person, appointments: person.appointments.filter(outside(taken)) } : person;
    }),
    units: read.units.map((unit) => {
      const ids = units.flatMap((row) => (row.resourceId === unit.id ? [row.appointmentId] : []));
      const taken = spans(own.filter((row) => ids.includes(row.id)));
      return taken.size ? { ...unit, busy: unit.busy.filter(outside(taken)) } : unit;
    }),
  };
}

/** Days on which the clinic is closed from morning to evening, only to say so. */
function closedDays(
  closures: readonly { startsAt: Date; endsAt: Date }[],
  timeZone: string,
  startDate: LocalDate,
  days: number,
): number[] {
  const found = new Set<number>();
  for (const { startsAt, endsAt } of closures) {
    if (endsAt.getTime() - startsAt.getTime() < 20 * 3_600_000) continue;
    const first = daysBetween(startDate, dateIn(startsAt, timeZone));
    const last = daysBetween(startDate, dateIn(new Date(endsAt.getTime() - 1), timeZone));
    for (let day = Math.max(0, first); day <= Math.min(last, days - 1); day++) found.add(day);
  }
  return [...found].toSorted((a, b) => a - b);
}
