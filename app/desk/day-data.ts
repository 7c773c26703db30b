// Composes the day sheet for its first paint and for every look after it.
import type { DaySheet, SheetColumn, SheetVisit } from "@/components/desk/day-types";
import type { Hue } from "@/components/ui/hue";
import { loadDay } from "@/lib/booking/load-day";
import type { DayAppointment } from "@/lib/booking/booking-views";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import type { Ctx } from "@/lib/context/context";
import { formatMoney } from "@/lib/money/money";
import { owedOfChains } from "@/lib/payments/owed-of-chains";
import { visitPlaces } from "@/lib/plans/visit-places";
import { sayDate, sayMinute, sayTime } from "@/lib/time/say";
import { wallTime } from "@/lib/time/zone";

const isVisitId = (id: string | null): id is string => id !== null;

export async function daySheet(ctx: Ctx, clinic: ClinicView, date: string): Promise<DaySheet> {
  const [day, catalogue] = await Promise.all([loadDay(ctx, { date }), loadCatalogue(ctx, date)]);
  const all = day.columns.flatMap((column) => column.appointments);
  const [owed, places] = await Promise.all([
    owedOfChains(ctx, { chainIds: all.map((one) => one.chainId) }),
    visitPlaces(ctx, { visitIds: all.map((one) => one.visitId).filter(isVisitId) }),
  ]);
  const now = wallTime(ctx.now, day.timeZone);
  const disciplines = new Map(catalogue.disciplines.map((discipline) => [discipline.code, discipline]));
  const visit = (one: DayAppointment): SheetVisit => {
    const discipline = disciplines.get(one.disciplineCode);
    const place = one.visitId ? places.get(one.visitId) : undefined;
    const owedMinor = owed.get(one.chainId);
    return {
      id: one.appointmentId,
      href: `/desk/appointments/${one.appointmentId}`,
      startMin: one.startMin,
      endMin: one.endMin,
      time: sayTime(one.start, day.timeZone, clinic.locale),
      until: sayTime(one.end, day.timeZone, clinic.locale),
      who: one.patientName ?? "Somebody booking online",
      what: one.serviceName,
      letter: discipline?.letter ?? "?",
      hue: (discipline?.hue ?? 1) as Hue,
      status: one.status,
      first: one.serviceKind === "first",
      plan: place ? `${place.number} of ${place.total}` : null,
      review: one.reviewRequired,
      changed: one.changedAfterStop,
      owed: owedMinor === undefined ? null : formatMoney(owedMinor, clinic.currency, clinic.locale),
      overbooked: one.overbookReason,
      rooms: one.roomNames.join(", "),
    };
  };
  const columns = day.columns.map((column): SheetColumn => ({
    id: column.practitionerId,
    name: column.name,
    title: column.title,
    open: column.open,
    off: column.timeOff,
    visits: column.appointments.map(visit),
  }));
  const { fromHour, toHour } = hoursShown(columns);
  return {
    date,
    title: sayDate(date, clinic.locale),
    isToday: now.date === date,
    nowMin: now.date === date ? now.minute : null,
    fromHour,
    toHour,
    hours: Array.from({ length: toHour - fromHour }, (_, index) => ({
      hour: fromHour + index,
      label: sayMinute((fromHour + index) * 60, clinic.locale).replace(":00", ""),
    })),
    asOf: sayTime(ctx.now, day.timeZone, clinic.locale),
    // Somebody who is away the whole day and has nothing booked only takes room.
    columns: columns.filter((column) => column.open.length > 0 || column.visits.length > 0),
  };
}

function hoursShown(columns: readonly SheetColumn[]): { fromHour: number; toHour: number } {
  const spans = columns.flatMap((column) => [...column.open, ...column.visits]);
  if (spans.length === 0) return { fromHour: 9, toHour: 17 };
  return {
    fromHour: Math.floor(Math.min(...spans.map((span) => span.startMin)) / 60),
    toHour: Math.min(24, Math.ceil(Math.max(...spans.map((span) => span.endMin)) / 60)),
  };
}
