// Reads a clinic's calendar for some services and turns it into questions the slot engine answers.
import { calendarOf, readCalendar, type CalendarRow, type PackedCalendar } from "../../db/queries/availability.ts";
import { readRows, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { addDays, dayNumber, type LocalDate } from "../time/dates.ts";
import { instantOfLocal, type OffsetTable } from "../time/offset-table.ts";
import { dateIn, offsetTable } from "../time/zone.ts";
import { unpackSpans, unpackTaken } from "./packed-times.ts";
import type { SearchPractitioner, SearchResource, SearchService, SlotSearch, Span } from "./search.ts";

const DAY_MS = 86_400_000;

export type ServiceFacts = SearchService & {
  id: string;
  kind: "first" | "follow_up";
  online: boolean;
  /** Ids ascending. */
  practitionerIds: string[];
};

export type SearchUnit = SearchResource & { id: string; locationId: string };

/** One clinic's calendar over some local days, for the services asked. */
export type CalendarRead = {
  version: number;
  timeZone: string;
  fromDate: LocalDate;
  days: number;
  range: { fromDate: LocalDate; days: number; from: number; to: number };
  transitions: OffsetTable;
  services: ReadonlyMap<string, ServiceFacts>;
  /** Ids ascending; everybody who offers one of the services. */
  practitioners: SearchPractitioner<string>[];
  /** Place of each practitioner in the clinic's own order. */
  positions: ReadonlyMap<string, number>;
  weeklyLocations: readonly { practitionerId: string; dow: number; start: number; end: number; locationId: string }[];
  units: SearchUnit[];
  /** Where somebody is who has no hours of a place: the clinic's first location. */
  homeLocationId: string | null;
  policy: { minNoticeMin: number; horizonDays: number; onlyBeside: boolean } | null;
  /** When a hold that was counted runs out; null when none was. */
  holdsUntil: Date | null;
};

export type SearchQuestion = {
  serviceIds: readonly string[];
  fromDate: LocalDate;
  /** Local days from `fromDate` on. */
  days: number;
  practitionerIds?: readonly string[] | undefined;
};

/**
 * Reads everything for the services in one statement. Services that do not exist, were retired, or belong to somebody else are
 * missing from `services`. Refuses with `not_found` when the clinic is not there.
 */
export async function readSearches(ctx: Ctx, question: SearchQuestion): Promise<CalendarRead> {
  const { fromDate, days } = question;
  const midnight = dayNumber(fromDate) * DAY_MS;
  const statement = readCalendar(ctx.clinicId, {
    serviceIds: question.serviceIds.filter(isId),
    practitionerIds: question.practitionerIds?.filter(isId),
    // Local midnights lie within 14 hours of UTC's; a further day covers the longest appointment around them.
    from: new Date(midnight - 2 * DAY_MS),
    to: new Date(midnight + (days + 2) * DAY_MS),
    fromDate,
    toDate: addDays(fromDate, days),
    now: ctx.now,
  });
  const packed = calendarOf(await readRows<CalendarRow>(ctx, statement));
  if (!packed) throw notFound("clinic");
  return unpack(packed, fromDate, days);
}

/** The engine's question for one service; `earliest` and `latest` as instants when patients are held to notice and horizon. */
export function searchOf(
  read: CalendarRead,
  service: ServiceFacts,
  opts: { practitionerIds?: readonly string[] | undefined; durationMin?: number | undefined; limits?: Limits } = {},
): SlotSearch<string> {
  const asked = new Set(opts.practitionerIds ?? service.practitionerIds);
  return {
    range: read.range,
    transitions: read.transitions,
    practitioners: read.practitioners.filter(({ id }) => asked.has(id) && service.practitionerIds.includes(id)),
    resources: read.units,
    service: opts.durationMin === undefined ? service : { ...service, duration: opts.durationMin },
    earliest: opts.limits?.earliest,
    latest: opts.limits?.latest,
  };
}

export type Limits = { earliest: number; latest: number };

/** Minimum notice and horizon as instants: the last bookable day is today and `horizonDays` more. */
export function limitsOf(read: CalendarRead, now: Date): Limits {
  const policy = read.policy ?? { minNoticeMin: 0, horizonDays: 0 };
  const today = dayNumber(dateIn(now, read.timeZone));
  return {
    earliest: Math.ceil(now.getTime() / 60_000) + policy.minNoticeMin,
    latest: instantOfLocal(read.transitions, (today + policy.horizonDays + 1) * 1440),
  };
}

function unpack(packed: PackedCalendar, fromDate: LocalDate, days: number): CalendarRead {
  const { timeZone } = packed;
  const day = dayNumber(fromDate);
  const transitions = offsetTable(timeZone, new Date((day - 3) * DAY_MS), new Date((day + days + 400) * DAY_MS));
  const range = {
    fromDate,
    days,
    from: instantOfLocal(transitions, day * 1440),
    to: instantOfLocal(transitions, (day + days) * 1440),
  };
  const spanOf = ([, start, end]: [string | null, number, number]): Span => ({ start, end });
  const closed = packed.off.filter(([who]) => who === null).map(spanOf);
  const taken = unpackTaken(packed.taken);
  const busy = unpackSpans(packed.busy);
  const firsts = new Set(packed.firsts.map(([who, start]) => `${who} ${start}`));
  const maxFirstADay = packed.policy?.[2] ?? null;
  const practitioners = packed.people.map(([id, , leftOn, maxMinutesADay, maxMinutesInRow], place) => {
    const own = taken[place] ?? [];
    const gone = leftOn
      ? [{ start: instantOfLocal(transitions, dayNumber(leftOn) * 1440), end: range.to + 2880 }].filter(
          ({ start, end }) => start < end,
        )
      : [];
    return {
      id,
      weekly: packed.weekly.flatMap(([who, dow, start, end]) => (who === id ? [{ dow, start, end }] : [])),
      overrides: packed.overrides.flatMap(([who, date, intervals]) => (who === id ? [{ date, intervals }] : [])),
      timeOff: [...packed.off.filter(([who]) => who === id).map(spanOf), ...closed, ...gone],
      appointments: firsts.size
        ? own.map((one) => (firsts.has(`${id} ${one.start}`) ? { ...one, first: true } : one))
        : own,
      ...(maxMinutesADay === null && maxMinutesInRow === null && maxFirstADay === null
        ? {}
        : { limits: { maxMinutesADay, maxMinutesInRow, maxFirstADay } }),
    };
  });
  const services = packed.services.map(
    ([id, kind, online, duration, step, bufferBefore, bufferAfter]): ServiceFacts => ({
      id,
      kind: kind === "first" ? "first" : "follow_up",
      first: kind === "first",
      online,
      duration,
      step,
      bufferBefore,
      bufferAfter,
      needs: packed.needs.flatMap(([service, needed, qty]) => (service === id ? [{ kind: needed, qty }] : [])),
      practitionerIds: packed.offers
        .flatMap(([service, who]) => (service === id ? [who] : []))
        .toSorted((a, b) => (a < b ? -1 : 1)),
    }),
  );
  return {
    version: packed.version,
    timeZone,
    fromDate,
    days,
    range,
    transitions,
    services: new Map(services.map((service) => [service.id, service])),
    practitioners,
    positions: new Map(packed.people.map(([id, position]) => [id, position])),
    weeklyLocations: packed.weekly.map(([practitionerId, dow, start, end, locationId]) => ({
      practitionerId,
      dow,
      start,
      end,
      locationId,
    })),
    units: packed.units.map(([id, kind, locationId], place) => ({
      id,
      kind,
      locationId,
      capacity: 1,
      busy: busy[place] ?? [],
    })),
    homeLocationId: packed.home,
    policy: packed.policy && {
      minNoticeMin: packed.policy[0],
      horizonDays: packed.policy[1],
      onlyBeside: packed.policy[3],
    },
    holdsUntil: packed.holdsUntil === null ? null : new Date(packed.holdsUntil),
  };
}
