// Nine ways in which many people want the same thing at one moment, each with what must be true after every round.
import { sql } from "drizzle-orm";
import { bookForPatient } from "../../lib/booking/book-for-patient.ts";
import { holdSlot } from "../../lib/booking/hold-slot.ts";
import { rescheduleAppointment } from "../../lib/booking/reschedule-appointment.ts";
import { writeAppointments } from "../../lib/booking/write-appointments.ts";
import { inTransaction } from "../../lib/context/context.ts";
import { addDays } from "../../lib/time/dates.ts";
import { addPatients, courseRows } from "./course-clinic.ts";
import { bookAs, guestOf, onPool, rush, timeOf, wrongWith, type Arena } from "./race-arena.ts";
import { seededRandom } from "./random-course.ts";

export type RaceShape = {
  name: string;
  /** What is true after each round. */
  about: string;
  people: number;
  rooms?: number;
  /** Done once, before the first round. */
  prepare?: (arena: Arena) => Promise<void>;
  /** What was wrong with this round. */
  round: (arena: Arena, round: number) => Promise<string[]>;
};

const taken = ["slot_taken"];
const team = 6;
/** Days, times and people of the team in turn, so that no round meets an earlier one. */
const place = (arena: Arena, round: number) => ({
  practitionerId: arena.clinic.team[round % arena.clinic.team.length]!,
  start: timeOf(round, 600),
});

export const raceShapes: readonly RaceShape[] = [
  {
    name: "RC-01 same slot",
    about: "one guest has it, everybody else is told that it is taken",
    people: team,
    round: async (arena, round) =>
      wrongWith(await rush(arena.parallel, (racer) => bookAs(arena, racer, place(arena, round))), 1, taken),
  },
  {
    name: "RC-02 one hold, many yeses",
    about: "one hold becomes one booking: of one guest, however often they send it",
    people: team,
    round: async (arena, round) => {
      const { clinic } = arena;
      const wish = { serviceId: clinic.ids.physio, ...place(arena, round) };
      const { appointmentId: hold } = await holdSlot(clinic.guestCtx(), wish);
      // Every second one is the same guest who taps again.
      const who = (racer: number) => (racer % 2 ? racer : 0);
      const result = await rush(arena.parallel, (racer) =>
        bookAs(arena, who(racer), { hold }, `${hold}-${who(racer)}`),
      );
      const winners = new Set(result.won.map(({ racer }) => who(racer)));
      const mayHear = ["already_done", "not_found", "hold_expired", "in_progress", ...taken];
      return [
        ...wrongWith(result, result.won.length, mayHear),
        ...(winners.size === 1 ? [] : [`${winners.size} guests have the hold`]),
        ...(new Set(result.won.map(({ answer }) => answer.appointmentId)).size === 1 ? [] : ["answers differ"]),
      ];
    },
  },
  {
    name: "RC-03 whole series",
    about: "of courses of twelve visits that overlap on every day one is booked whole, and of the others nothing",
    people: team,
    round: async (arena, round) => {
      const { clinic } = arena;
      const patients = await addPatients(clinic, arena.parallel);
      const result = await rush(arena.parallel, (racer) =>
        inTransaction(onPool(arena, racer, clinic.systemCtx()), (t) =>
          writeAppointments(
            t,
            courseRows(clinic, patients[racer]!, {
              practitionerId: clinic.team[round % team]!,
              startOn: addDays("2026-12-01", 90 * Math.floor(round / 30)),
              // On the grid of a quarter of an hour from nine, and clear of the round before.
              minute: 540 + 90 * (Math.floor(round / team) % 5) + 15 * (racer % 3),
            }),
          ),
        ),
      );
      const counts = await clinic.inside((tx) =>
        tx.execute(sql`
          select count(*)::int as visits from appointments
          where clinic_id = ${clinic.clinicId}::uuid and patient_id = any(${`{${patients.join(",")}}`}::uuid[]) group by patient_id`),
      );
      const whole = counts.length === 1 && counts[0]?.["visits"] === 12;
      // Through the bare writer nobody turns a long wait for somebody who then has it into "taken".
      return [
        ...wrongWith(result, 1, [...taken, "busy_try_again"]),
        ...(whole ? [] : [`booked visits: ${JSON.stringify(counts)}`]),
      ];
    },
  },
  {
    name: "RC-04 last places",
    about: "four rooms for six people: four guests have a time with anybody",
    people: team,
    rooms: 4,
    round: async (arena, round) => {
      const result = await rush(arena.parallel, (racer) => bookAs(arena, racer, { start: timeOf(round, 600) }));
      return wrongWith(result, 4, taken);
    },
  },
  {
    name: "RC-05 anybody",
    about: "six people, rooms enough: six guests have a time, each with somebody else",
    people: team,
    round: async (arena, round) => {
      const result = await rush(arena.parallel, (racer) => bookAs(arena, racer, { start: timeOf(round, 600) }));
      const people = new Set(result.won.map(({ answer }) => answer.practitionerId)).size;
      return [...wrongWith(result, team, taken), ...(people === team ? [] : [`only ${people} people have a visit`])];
    },
  },
  {
    name: "RC-06 desk and guests",
    about: "the desk is held to the same rule: one of all of them has it",
    people: team,
    round: async (arena, round) => {
      const { clinic } = arena;
      const wish = place(arena, round);
      const result = await rush<unknown>(arena.parallel, (racer) =>
        racer % 2
          ? bookAs(arena, racer, wish)
          : bookForPatient(onPool(arena, racer, clinic.memberCtx("front_desk")), {
              serviceId: clinic.ids.physio,
              ...wish,
              patient: guestOf(racer),
              via: "phone",
            }),
      );
      return wrongWith(result, 1, taken);
    },
  },
  {
    name: "RC-07 all mixed",
    about: "people, rooms and lengths that overlap in part: nothing overlaps, and nobody is told of a fault",
    people: team,
    rooms: 3,
    round: async (arena, round) => {
      const { clinic } = arena;
      const random = seededRandom(round + 1);
      const wishes = Array.from({ length: arena.parallel }, () => {
        const start = timeOf(round, 600 + 15 * random.whole(0, 8));
        if (random.whole(0, 2) === 0) return { start };
        return { start, practitionerId: random.pick(clinic.team) };
      });
      const result = await rush(arena.parallel, (racer) => bookAs(arena, racer, wishes[racer]!));
      return [
        ...wrongWith(result, result.won.length, taken),
        ...(result.won.length >= 3 ? [] : [`only ${result.won.length} places were given away`]),
      ];
    },
  },
  {
    name: "RC-09 move",
    about: "of many bookings that want to move to one time one moves, and the others stay as they are",
    people: team,
    prepare: async (arena) => {
      for (let n = 0; n < arena.parallel; n++) await bookAs(arena, n, ownPlace(arena, n));
    },
    round: async (arena, round) => {
      const { clinic } = arena;
      const standing = await liveBookings(arena);
      const result = await rush(standing.length, (racer) =>
        rescheduleAppointment(onPool(arena, racer, clinic.guestCtx()), {
          appointmentId: standing[racer]!,
          ...place(arena, round),
        }),
      );
      const after = await liveBookings(arena);
      const stayed = after.filter((id) => standing.includes(id)).length;
      return [
        ...wrongWith(result, 1, taken),
        ...(standing.length === arena.parallel && after.length === standing.length && stayed === standing.length - 1
          ? []
          : [`${standing.length} bookings before, ${after.length} after, of which ${stayed} stayed`]),
      ];
    },
  },
];

/** Twelve visits a day and person, beyond the days that rounds use. */
const ownPlace = ({ clinic }: Arena, n: number) => ({
  practitionerId: clinic.team[n % team]!,
  start: timeOf(150 + Math.floor(n / team / 10), 540 + 45 * (Math.floor(n / team) % 10)),
});

async function liveBookings({ clinic }: Arena): Promise<string[]> {
  const rows = await clinic.inside((tx) =>
    tx.execute(sql`
      select id from appointments where clinic_id = ${clinic.clinicId}::uuid and status = 'booked' order by starts_at, id`),
  );
  return rows.map((row) => String(row["id"]));
}
