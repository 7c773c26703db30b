// Reads the real calendar once for all services of a plan, as if the plan's own coming visits were not in it.
import { timesOfPatients } from "../../db/queries/appointments.ts";
import { closuresBetween, unitsOfAppointments, type PlanAppointment } from "../../db/queries/plans.ts";
import { readSearches, type CalendarRead } from "../booking/read-search.ts";
import type { TxCtx } from "../context/context.ts";
import { addDays, daysBetween } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import type { Frame, PendingTrack } from "./course-of-plan.ts";
import { openingsOf, type Opening } from "./course-openings.ts";
import type { PlanPeople } from "./plan-people.ts";
import { everyVisit, isComing, type PlanState } from "./plan-state.ts";

const minuteOf = (instant: Date) => Math.floor(instant.getTime() / 60_000);
const endMinuteOf = (instant: Date) => Math.ceil(instant.getTime() / 60_000);

/** Days past the last window, so that a wider one can be tried. */
const wider = 30;

export async function readCourse(
  ctx: TxCtx,
  state: PlanState,
  people: PlanPeople,
  frame: Frame,
  pending: readonly PendingTrack[],
): Promise<{ openings: Map<string, Opening[]>; closed: number[] }> {
  const { tx, clinicId, now } = ctx;
  const reach = Math.max(
    0,
    ...pending.map(({ anchor, visits }) => visits.reduce((day, { gaps }) => day + gaps.maxGap, anchor ?? 0)),
  );
  const days = Math.max(1, Math.min(frame.days, reach + wider));
  const services = (one: PendingTrack) => [...new Set(one.visits.map(({ visit }) => visit.phase.serviceId))];
  const own = everyVisit(state).flatMap((visit) =>
    isComing(visit, now) && visit.appointment ? [visit.appointment] : [],
  );
  const from = new Date(now.getTime() - 2 * 86_400_000);
  const to = new Date(
    now.getTime() + (daysBetween(dateIn(now, state.clinic.timeZone), frame.startDate) + days + 2) * 86_400_000,
  );
  const [read, units, times, closures] = await Promise.all([
    readSearches(ctx, { serviceIds: pending.flatMap(services), fromDate: frame.startDate, days }),
    unitsOfAppointments(
      tx,
      clinicId,
      own.map(({ id }) => id),
    ),
    timesOfPatients(tx, clinicId, [state.plan.patientId], from, to, now),
    closuresBetween(tx, clinicId, from, to),
  ]);
  const free = withoutOwn(read, own, units);
  const ownIds = new Set(own.map(({ id }) => id));
  const busy = times.flatMap(({ id, start, end }) =>
    ownIds.has(id) ? [] : [{ start: minuteOf(start), end: endMinuteOf(end) }],
  );
  const openings = new Map(
    pending.map((one) => [
      one.track.trackId,
      openingsOf(free, { serviceIds: services(one), now, mayDo: people.mayDo(one.track.trackId), busy }),
    ]),
  );
  return { openings, closed: closedDays(closures, state, frame, days) };
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
  { clinic }: PlanState,
  { startDate }: Frame,
  days: number,
): number[] {
  const found: number[] = [];
  for (let day = 0; day < days; day++) {
    const date = addDays(startDate, day);
    const whole = closures.some(
      ({ startsAt, endsAt }) =>
        dateIn(startsAt, clinic.timeZone) <= date &&
        date <= dateIn(new Date(endsAt.getTime() - 1), clinic.timeZone) &&
        endsAt.getTime() - startsAt.getTime() >= 20 * 3_600_000,
    );
    if (whole) found.push(day);
  }
  return found;
}
