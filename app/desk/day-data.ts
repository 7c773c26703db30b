// Composes the calendar for its first paint and for every look after it.
import type { DaySheet, SheetColumn, SheetView, SheetVisit, Span } from "@/components/desk/day-types";
import type { Hue } from "@/components/ui/hue";
import { loadDays } from "@/lib/booking/load-days";
import type { DayAppointment, DayColumn, DaysView } from "@/lib/booking/booking-views";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import type { Ctx } from "@/lib/context/context";
import { formatMoney } from "@/lib/money/money";
import { addDays, weekdayOf } from "@/lib/time/dates";
import { sayDate, sayMinute, sayShortDate, sayTime } from "@/lib/time/say";
import { wallTime } from "@/lib/time/zone";
import { address } from "./door";

export type Asked = { view: SheetView; date: string; practitionerId: string | null };

const views: readonly SheetView[] = ["day", "rooms", "week"];
export const viewOf = (asked: string | null | undefined): SheetView => views.find((view) => view === asked) ?? "day";

/** Monday of the date's week. */
export const weekOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

/** A day by practitioner or by room, or one practitioner's week. */
export async function daySheet(ctx: Ctx, clinic: ClinicView, asked: Asked): Promise<DaySheet> {
  const week = asked.view === "week" && asked.practitionerId !== null;
  const view = asked.view === "week" && !week ? "day" : asked.view;
  const fromDate = week ? weekOf(asked.date) : asked.date;
  const read = await loadDays(ctx, {
    fromDate,
    days: week ? 7 : 1,
    ...(week ? { practitionerId: asked.practitionerId! } : {}),
  });
  const now = wallTime(ctx.now, read.timeZone);
  const say = sayer(ctx, clinic, read);
  const columns = view === "rooms" ? roomColumns(read, say, now) : peopleColumns(read, say, now, { clinic, week });
  const { fromHour, toHour } = hoursShown(columns);
  return {
    view,
    date: asked.date,
    title: week ? `Week of ${sayShortDate(fromDate, clinic.locale)}` : sayDate(asked.date, clinic.locale),
    isToday: week ? read.days.some(({ date }) => date === now.date) : now.date === asked.date,
    fromHour,
    toHour,
    hours: Array.from({ length: toHour - fromHour }, (_, index) => ({
      hour: fromHour + index,
      label: sayMinute((fromHour + index) * 60, clinic.locale).replace(":00", ""),
    })),
    asOf: sayTime(ctx.now, read.timeZone, clinic.locale),
    people: read.people,
    columns,
  };
}

type Now = { date: string; minute: number };
type Say = (one: DayAppointment, column: DayColumn) => SheetVisit;

function sayer(ctx: Ctx, clinic: ClinicView, { timeZone, units }: DaysView): Say {
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  const today = wallTime(ctx.now, timeZone).date;
  return (one, column) => ({
    id: one.appointmentId,
    chain: one.chainId,
    href: `/desk/appointments/${one.appointmentId}`,
    startMin: one.startMin,
    endMin: one.endMin,
    time: sayTime(one.start, timeZone, clinic.locale),
    until: sayTime(one.end, timeZone, clinic.locale),
    who: one.patientName ?? "Somebody booking online",
    what: one.serviceName,
    withWhom: column.name,
    letter: one.letter,
    hue: one.hue as Hue,
    status: one.status,
    first: one.serviceKind === "first",
    alert: one.alert,
    plan: one.place ? `${one.place.number} of ${one.place.total}` : null,
    review: one.reviewRequired,
    changed: one.changedAfterStop,
    owed: one.owedMinor === null ? null : formatMoney(one.owedMinor, clinic.currency, clinic.locale),
    overbooked: one.overbookReason,
    rooms: one.unitIds.flatMap((id) => unitName.get(id) ?? []).join(", "),
    movable: one.status === "booked" && wallTime(one.start, timeZone).date >= today,
    stepMin: one.stepMin,
  });
}

function peopleColumns(
  { days }: DaysView,
  say: Say,
  now: Now,
  { clinic, week }: { clinic: ClinicView; week: boolean },
): SheetColumn[] {
  const columns = days.flatMap(({ date, columns: people }) =>
    people.map((column): SheetColumn => ({
      id: week ? date : column.practitionerId,
      date,
      practitionerId: column.practitionerId,
      name: week ? sayShortDate(date, clinic.locale) : column.name,
      title: week ? column.name : column.title,
      bookHref: address("/desk/book", { date, practitioner: column.practitionerId }),
      nowMin: now.date === date ? now.minute : null,
      open: column.open,
      off: column.timeOff,
      visits: column.appointments.map((one) => say(one, column)),
    })),
  );
  // Somebody who is away the whole day and has nothing booked only takes room; a week shows its days all the same.
  return week ? columns : columns.filter(({ open, visits }) => open.length > 0 || visits.length > 0);
}

function roomColumns({ days, units }: DaysView, say: Say, now: Now): SheetColumn[] {
  return days.flatMap(({ date, columns }) => {
    const all = columns.flatMap((column) => column.appointments.map((one) => ({ one, visit: say(one, column) })));
    const open = joined(columns.flatMap((column) => column.open));
    const room = (id: string, name: string, of: (unitIds: readonly string[]) => boolean): SheetColumn => ({
      id,
      date,
      practitionerId: null,
      name,
      title: "",
      bookHref: null,
      nowMin: now.date === date ? now.minute : null,
      open,
      off: [],
      // A room is found anew when the visit moves, so nothing is moved between rooms by hand.
      visits: all.filter(({ one }) => of(one.unitIds)).map(({ visit }) => ({ ...visit, movable: false })),
    });
    const without = room("none", "Without a room", (unitIds) => unitIds.length === 0);
    return [
      ...units.map(({ id, name }) => room(id, name, (unitIds) => unitIds.includes(id))),
      ...(without.visits.length ? [without] : []),
    ];
  });
}

/** Spans that touch or overlap as one. */
function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.startMin - b.startMin)) {
    const last = found.at(-1);
    if (last && span.startMin <= last.endMin) last.endMin = Math.max(last.endMin, span.endMin);
    else found.push({ ...span });
  }
  return found;
}

function hoursShown(columns: readonly SheetColumn[]): { fromHour: number; toHour: number } {
  const spans = columns.flatMap((column) => [...column.open, ...column.visits]);
  if (spans.length === 0) return { fromHour: 9, toHour: 17 };
  return {
    fromHour: Math.floor(Math.min(...spans.map((span) => span.startMin)) / 60),
    toHour: Math.min(24, Math.ceil(Math.max(...spans.map((span) => span.endMin)) / 60)),
  };
}
