// A clinic of thirty practitioners with three years of appointments: what the search through HTTP is measured on.
import { closeDatabase, openDatabase, withClinic } from "../db/client.ts";
import { rangeText } from "../db/queries/appointments.ts";
import { writeRows, type Rows } from "../scripts/seed/rows.ts";
import { clockOf } from "../scripts/seed/clock.ts";
import { drawFrom } from "../scripts/seed/draw.ts";
import { harbour } from "../scripts/seed/harbour.ts";
import { openClinic } from "../scripts/seed/open-clinic.ts";
import type { Slot } from "../lib/booking/search.ts";
import { openSlots } from "../lib/booking/slots.ts";
import { newId } from "../lib/ids.ts";
import { addDays, daysBetween, type LocalDate } from "../lib/time/dates.ts";
import { instantAt, offsetTable, wallStamp } from "../lib/time/zone.ts";
import { workload, type Workload } from "./workload.ts";

export type FullCalendar = {
  slug: string;
  clinicId: string;
  serviceId: string;
  appointments: number;
  /** What the pure search finds on the same calendar, without the database; both dates included. */
  expected: (fromDate: LocalDate, toDate: LocalDate, earliest: number) => Slot<string>[];
};

const PRACTITIONERS = 30;
/** Quarters of thirteen weeks, before today and from it on, that make up 200,000 appointments. */
const QUARTERS = { before: 13, from: 2 };
const QUARTER_DAYS = 91;
const PATIENTS = 3_000;
const slug = "full-calendar";

const { zone } = harbour;
const massage = harbour.disciplines.filter(({ code }) => code === "massage_therapy");
const somebody = harbour.practitioners.find(({ discipline }) => discipline === "massage_therapy")!;

/** Writes the clinic as the web's own role, which row-level security holds. */
export async function fillCalendar(appUrl: string, now: Date, log: (line: string) => void): Promise<FullCalendar> {
  const clock = clockOf(zone, now, QUARTERS.before * 3);
  const full = quartersAround(clock.today);
  const design = {
    ...harbour,
    slug,
    name: "Full Calendar",
    disciplines: massage,
    practitioners: full.practitioners.map(({ id }) => ({ ...somebody, name: `P${id} Practitioner`, holidays: [] })),
    resources: full.resources!.map(({ id }) => [massage[0]!.needs(60, true), `Room ${id}`] as const),
  };
  const clinic = openClinic({ design, clock, draw: drawFrom(slug), passwordHash: "" });
  const { rows, locationId } = clinic;
  const service = rows.services.find(({ kind }) => kind === "first")!;
  const { duration, step, bufferAfter } = full.service;
  Object.assign(service, { durationMin: duration, stepMin: step, bufferAfterMin: bufferAfter });
  Object.assign(rows, { closures: [], timeOff: [], weeklyHours: [], hourOverrides: [] });
  const people = rows.practitioners.map(({ id }) => id).toSorted();
  const rooms = rows.resources.map(({ id }) => id);
  addHours(rows, full, people, locationId);
  addAppointments(rows, full, now, { people, rooms, serviceId: service.id, clinicId: clinic.id, locationId });

  log(`Writing ${rows.appointments.length} appointments of ${PRACTITIONERS} practitioners …`);
  const db = openDatabase(appUrl, { max: 1, name: "taper-bench", statementTimeoutMs: 0 });
  try {
    await withClinic(db, clinic.id, (tx) => writeRows(tx, rows));
  } finally {
    await closeDatabase(db);
  }
  return {
    slug,
    clinicId: clinic.id,
    serviceId: service.id,
    appointments: rows.appointments.length,
    expected: (fromDate, toDate, earliest) => search(full, people, { fromDate, toDate, earliest }),
  };
}

/** One quarter after the other: drawing a single calendar of years takes the square of the time. */
function quartersAround(today: LocalDate): Workload {
  const quarters = Array.from({ length: QUARTERS.before + QUARTERS.from }, (_, turn) =>
    workload({
      practitioners: PRACTITIONERS,
      days: QUARTER_DAYS,
      rooms: true,
      timeZone: zone,
      fromDate: addDays(today, (turn - QUARTERS.before) * QUARTER_DAYS),
      seed: turn + 1,
    }),
  );
  const [first] = quarters;
  const last = quarters.at(-1)!;
  const { from } = first!.range;
  const { to } = last.range;
  return {
    ...first!,
    range: { ...first!.range, days: quarters.length * QUARTER_DAYS, to },
    transitions: offsetTable(zone, new Date((from - 2880) * 60_000), new Date((to + 2880) * 60_000)),
    practitioners: first!.practitioners.map((person, place) => ({
      ...person,
      overrides: quarters.flatMap(({ practitioners }) => practitioners[place]!.overrides),
      timeOff: quarters.flatMap(({ practitioners }) => practitioners[place]!.timeOff),
      appointments: quarters.flatMap(({ practitioners }) => practitioners[place]!.appointments),
    })),
    resources: first!.resources!.map((room, place) => ({
      ...room,
      busy: quarters.flatMap(({ resources }) => resources![place]!.busy),
    })),
  };
}

function addHours(rows: Rows, full: Workload, people: readonly string[], locationId: string): void {
  const { clinicId } = rows.practitioners[0]!;
  full.practitioners.forEach(({ weekly, overrides, timeOff }, place) => {
    const own = () => ({ clinicId, id: newId(), practitionerId: people[place]! });
    for (const { dow, start, end } of weekly)
      rows.weeklyHours.push({ ...own(), locationId, dow, startMin: start, endMin: end });
    for (const { date, intervals } of overrides)
      rows.hourOverrides.push({ ...own(), onDate: date, intervals: intervals.map((one) => ({ ...one })) });
    for (const { start, end } of timeOff) {
      const [startsAt, endsAt] = [new Date(start * 60_000), new Date(end * 60_000)];
      rows.timeOff.push({ ...own(), startsAt, endsAt, reason: "away", createdAt: startsAt });
    }
  });
}

type Ids = { people: string[]; rooms: string[]; serviceId: string; clinicId: string; locationId: string };

function addAppointments(rows: Rows, full: Workload, now: Date, ids: Ids): void {
  const { clinicId, serviceId, locationId } = ids;
  const createdAt = new Date(full.range.from * 60_000);
  const patients = Array.from({ length: PATIENTS }, () => newId());
  patients.forEach((id, place) =>
    rows.patients.push({
      clinicId,
      id,
      name: `Patient ${place}`,
      birthDate: "1980-01-01",
      email: `patient-${place}@full-calendar.test`,
      createdAt,
    }),
  );
  full.practitioners.forEach(({ appointments }, place) => {
    // Each practitioner has patients of their own, who come one after the other: nobody is in two places at once.
    const own = PATIENTS / PRACTITIONERS;
    appointments.forEach(({ start, end, bufferBefore, bufferAfter, resource }, turn) => {
      const id = newId();
      const [startsAt, endsAt] = [new Date(start * 60_000), new Date(end * 60_000)];
      const minutes = (count: number) => count * 60_000;
      const lived = { startsAt, endsAt, during: rangeText(startsAt, endsAt) };
      rows.appointments.push({
        clinicId,
        id,
        chainId: id,
        sequence: 0,
        practitionerId: ids.people[place]!,
        serviceId,
        locationId,
        patientId: patients[place * own + (turn % own)]!,
        status: startsAt < now ? "fulfilled" : "booked",
        ...lived,
        bufferBeforeMin: bufferBefore,
        bufferAfterMin: bufferAfter,
        busyAfter: rangeText(startsAt, new Date(endsAt.getTime() + minutes(bufferAfter))),
        busyBefore: rangeText(new Date(startsAt.getTime() - minutes(bufferBefore)), endsAt),
        lane: 0,
        wallStart: wallStamp(startsAt, zone),
        timeZone: zone,
        reviewRequired: false,
        bookedVia: "desk",
        priceMinor: 12_000,
        taxMinor: 600,
        taxCode: "gst",
        currency: "CAD",
        patientMinor: 12_600,
        payer: "self",
        policy: { cancelNoticeHours: 24, lateFeeMinor: 0, depositMinor: 0 },
        createdAt,
      });
      const resourceId = resource === undefined ? undefined : ids.rooms[Number(resource) - 1];
      if (resourceId)
        rows.appointmentResources.push({ clinicId, appointmentId: id, resourceId, ...lived, live: true, lane: 0 });
    });
  });
}

function search(
  full: Workload,
  people: readonly string[],
  asked: { fromDate: LocalDate; toDate: LocalDate; earliest: number },
): Slot<string>[] {
  const minute = (date: LocalDate) => instantAt(date, 0, zone).getTime() / 60_000;
  const range = {
    fromDate: asked.fromDate,
    days: daysBetween(asked.fromDate, asked.toDate) + 1,
    from: minute(asked.fromDate),
    to: minute(addDays(asked.toDate, 1)),
  };
  const practitioners = full.practitioners.map((one, place) => ({ ...one, id: people[place]! }));
  return openSlots({ ...full, range, practitioners, earliest: asked.earliest });
}
