// Lists the open starts of a service, the nearest ones to a wished start, and the next one of each service.
import { loadServiceIds, zoneOf } from "../../db/queries/availability.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { addDays, daysBetween, isDate, type LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import type { SlotsView } from "./booking-views.ts";
import { keptCalendar, type KeptCalendar } from "./calendar-cache.ts";
import { limitsOf, type CalendarRead, type Limits, type ServiceFacts } from "./read-search.ts";
import type { Slot } from "./search.ts";
import { openSlotsPrepared } from "./slots.ts";
import { onlyBeside } from "./work-limits.ts";
import { actsForClinic } from "../permissions/permissions.ts";

/** Most local days of one search. */
export const MOST_DAYS = 62;

export type SlotsQuestion = {
  serviceId: string;
  practitionerId?: string | undefined;
  /** Local dates of the clinic, both included. */
  fromDate: LocalDate;
  toDate: LocalDate;
};

/**
 * Open starts with who can take each. Guests see what can be booked online, within notice and horizon; staff see every open start
 * from today on. Refuses with `not_found` for a service or practitioner of somebody else, with `invalid` for a bad range.
 */
export async function findSlots(ctx: Ctx, question: SlotsQuestion): Promise<SlotsView> {
  mustMay(ctx, "see_public_clinic");
  const { serviceId, practitionerId, fromDate, toDate } = question;
  if (!isDate(fromDate) || !isDate(toDate) || toDate < fromDate)
    throw new Refusal("invalid", "Choose a first and a last day, the first one not after the last.");
  const days = daysBetween(fromDate, toDate) + 1;
  if (days > MOST_DAYS) throw new Refusal("invalid", `Ask for at most ${MOST_DAYS} days at once.`);
  const calendar = await keptCalendar(ctx, { serviceIds: [serviceId], fromDate, days });
  const { read } = calendar;
  const service = serviceIn(read, serviceId, ctx);
  if (practitionerId !== undefined && !service.practitionerIds.includes(practitionerId)) throw notFound("practitioner");
  const { range } = read;
  const asked = boundsOf(ctx, read);
  // Bounds outside the range say nothing more than its ends do: most answers hold for longer than a minute.
  const earliest = Math.max(asked.earliest, range.from);
  const latest = Math.min(asked.latest, range.to);
  const key = [serviceId, practitionerId ?? "", earliest, latest, actsForClinic(ctx.actor)].join("|");
  const known = calendar.answers.get(key);
  if (known) return known;
  const slots = offeredIn(ctx, calendar, service, { earliest, latest }, practitionerId);
  const answer: SlotsView = {
    timeZone: read.timeZone,
    slots: slots.map(({ start, practitionerIds }) => ({
      start: new Date(start * 60_000),
      end: new Date((start + service.duration) * 60_000),
      practitionerIds: [...practitionerIds],
    })),
  };
  calendar.answers.set(key, answer);
  return answer;
}

/** The asked service; guests know only those that may be booked online. */
export function serviceIn(read: CalendarRead, serviceId: string, ctx: Ctx): ServiceFacts {
  const service = read.services.get(serviceId);
  if (!service || (!service.online && !actsForClinic(ctx.actor))) throw notFound("service");
  return service;
}

/** Guests are held to notice and horizon; staff may take every start from now on. */
function boundsOf(ctx: Ctx, read: CalendarRead): Limits {
  return actsForClinic(ctx.actor)
    ? { earliest: Math.floor(ctx.now.getTime() / 60_000), latest: read.range.to }
    : limitsOf(read, ctx.now);
}

function openIn(
  { prepared }: KeptCalendar,
  service: ServiceFacts,
  limits: Limits,
  practitionerId?: string,
): readonly Slot<string>[] {
  const practitionerIds = practitionerId === undefined ? service.practitionerIds : [practitionerId];
  return openSlotsPrepared(prepared, { service, practitionerIds, ...limits });
}

/** What is offered: to guests of a clinic that keeps its days in one piece, only what lies beside something. Each may still be booked. */
function offeredIn(ctx: Ctx, calendar: KeptCalendar, service: ServiceFacts, limits: Limits, practitionerId?: string) {
  const open = openIn(calendar, service, limits, practitionerId);
  const { policy, practitioners, transitions } = calendar.read;
  if (!policy?.onlyBeside || actsForClinic(ctx.actor)) return open;
  return onlyBeside(open, practitioners, service, transitions);
}

/** Whether a start is on the list right now. */
export async function isStillOpen(
  ctx: Ctx,
  wish: { serviceId: string; practitionerId?: string | undefined; start: Date },
): Promise<boolean> {
  // The list is in the clinic's zone; a day on either side holds the start in any of them.
  const fromDate = addDays(dateIn(wish.start, "UTC"), -1);
  const calendar = await keptCalendar(ctx, { serviceIds: [wish.serviceId], fromDate, days: 3 });
  const service = calendar.read.services.get(wish.serviceId);
  if (!service) return false;
  return openIn(calendar, service, boundsOf(ctx, calendar.read), wish.practitionerId).some(
    ({ start }) => start === wish.start.getTime() / 60_000,
  );
}

const NEAREST = 3;

/** The three open starts nearest to the wished one, in order of time; with the same practitioner when one was wished and is free. */
export async function nearestStarts(
  ctx: Ctx,
  wish: { serviceId: string; practitionerId?: string | undefined; start: Date },
): Promise<Date[]> {
  if (!isId(wish.serviceId)) return [];
  for (const days of [8, 60]) {
    const zone = await inTransaction(ctx, ({ tx }) => zoneOf(tx, ctx.clinicId));
    if (zone === null) return [];
    // Nothing is open before now: a wish from the past is answered with what comes first.
    const around = wish.start < ctx.now ? ctx.now : wish.start;
    const fromDate = addDays(dateIn(around, zone), -Math.floor(days / 2));
    const calendar = await keptCalendar(ctx, { serviceIds: [wish.serviceId], fromDate, days });
    const service = calendar.read.services.get(wish.serviceId);
    if (!service) return [];
    const limits = boundsOf(ctx, calendar.read);
    const own = offeredIn(ctx, calendar, service, limits, wish.practitionerId);
    const open = own.length ? own : offeredIn(ctx, calendar, service, limits);
    const wished = wish.start.getTime() / 60_000;
    const nearest = open
      .map(({ start }) => start)
      .filter((start) => start !== wished)
      .toSorted((a, b) => Math.abs(a - wished) - Math.abs(b - wished) || a - b)
      .slice(0, NEAREST);
    if (nearest.length === NEAREST || days === 60)
      return nearest.toSorted((a, b) => a - b).map((minute) => new Date(minute * 60_000));
  }
  return [];
}

/** The next open start of each service (all that are booked online by default), or null when there is none before the horizon. */
export async function nextOpenings(
  ctx: Ctx,
  question: { serviceIds?: readonly string[] } = {},
): Promise<Map<string, Date | null>> {
  mustMay(ctx, "see_public_clinic");
  const { asked, zone } = await inTransaction(ctx, async ({ tx }) => ({
    asked: question.serviceIds?.filter(isId) ?? (await loadServiceIds(tx, ctx.clinicId, ctx.now)),
    zone: await zoneOf(tx, ctx.clinicId),
  }));
  if (zone === null) throw notFound("clinic");
  const next = new Map<string, Date | null>(asked.map((id) => [id, null]));
  let fromDate = dateIn(ctx.now, zone);
  // Most services have something this fortnight; only the others are looked for further out.
  for (const days of [14, 60, 120]) {
    const open = asked.filter((id) => next.get(id) === null);
    if (!open.length) break;
    const calendar = await keptCalendar(ctx, { serviceIds: open, fromDate, days });
    for (const id of open) {
      const service = calendar.read.services.get(id);
      const first = service && offeredIn(ctx, calendar, service, boundsOf(ctx, calendar.read))[0];
      if (first) next.set(id, new Date(first.start * 60_000));
    }
    fromDate = addDays(fromDate, days);
  }
  return next;
}
