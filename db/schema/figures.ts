// Summaries of what the owner's page counts, kept in the transaction that writes the facts. All of it can be drawn from the facts again.
import { sql } from "drizzle-orm";
import {
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { clinics } from "./global.ts";
import { plans } from "./plans.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk } from "./shapes.ts";

const dates = customType<{ data: string; driverData: string }>({ dataType: () => "datemultirange" });

/** What one plan adds to the counts, day by day, and what is left of it; the row's lock keeps its writers in turn. */
export const planFigures = pgTable(
  "plan_figures",
  {
    clinicId: uuid("clinic_id").notNull(),
    planId: uuid("plan_id").notNull(),
    /** Steps of days before stand together on this one. */
    since: date("since", { mode: "string" }).notNull(),
    steps: jsonb("steps").$type<unknown>().notNull(),
    /** Of a plan that has not ended and has visits left to book. */
    nextDueOn: date("next_due_on", { mode: "string" }),
    lastSeenOn: date("last_seen_on", { mode: "string" }),
    visitsLeft: integer("visits_left").notNull().default(0),
    plannedMinor: minor("planned_minor").notNull().default(0),
    /** Whose the visits left are: discipline and person. */
    leftOf: jsonb("left_of").$type<{ d: string; p: string }[]>().notNull().default([]),
    /** The first day from which nothing stands in the calendar. */
    idleFrom: date("idle_from", { mode: "string" }),
    rests: dates("rests").notNull().default("{}"),
  },
  (t) => [
    primaryKey({ name: "plan_figures_pk", columns: [t.clinicId, t.planId] }),
    foreignKey({
      name: "plan_figures_plan_fk",
      columns: [t.clinicId, t.planId],
      foreignColumns: [plans.clinicId, plans.id],
    }),
    // Holds all that is counted of them: the rows themselves are wide.
    index("plan_figures_open")
      .on(t.clinicId, t.idleFrom, t.nextDueOn, t.planId, t.plannedMinor, t.rests)
      .where(sql`${t.nextDueOn} is not null`),
  ],
);

/**
 * By how much counts change from a day on, in one scope: everything, a discipline, a person, both, or a phase of both. Rows are only
 * added and now and then put together, so that no two writers wait for each other here.
 */
export const figureSteps = pgTable(
  "figure_steps",
  {
    ...tenantKey(),
    onDay: date("on_day", { mode: "string" }).notNull(),
    disciplineId: uuid("discipline_id"),
    practitionerId: uuid("practitioner_id"),
    phase: text("phase"),
    due: integer("due").notNull().default(0),
    attended: integer("attended").notNull().default(0),
    gaps: integer("gaps").notNull().default(0),
    within: integer("within").notNull().default(0),
    ends: integer("ends").notNull().default(0),
    came: integer("came").notNull().default(0),
    noShow: integer("no_show").notNull().default(0),
    late: integer("late").notNull().default(0),
    seconds: integer("seconds").notNull().default(0),
    second: integer("second").notNull().default(0),
    active: integer("active").notNull().default(0),
    away: integer("away").notNull().default(0),
    leavings: integer("leavings").notNull().default(0),
    rebooked: integer("rebooked").notNull().default(0),
    doseDue: integer("dose_due").notNull().default(0),
    doseHad: integer("dose_had").notNull().default(0),
    ended: integer("ended").notNull().default(0),
    completed: integer("completed").notNull().default(0),
    allHad: integer("all_had").notNull().default(0),
    visits: integer("visits").notNull().default(0),
  },
  (t) => [
    tenantPk("figure_steps", t),
    ofClinic("figure_steps_of_clinic", t, clinics),
    // The first and the last hold all that is added up for the owner's page; it asks for the pairs when it is narrowed.
    index("figure_steps_sides")
      .on(
        t.clinicId,
        t.onDay,
        t.disciplineId,
        t.practitionerId,
        t.due,
        t.attended,
        t.gaps,
        t.within,
        t.ends,
        t.came,
        t.noShow,
        t.late,
        t.seconds,
        t.second,
        t.active,
        t.away,
        t.leavings,
        t.rebooked,
        t.doseDue,
        t.doseHad,
        t.ended,
        t.completed,
        t.allHad,
        t.visits,
      )
      .where(sql`${t.phase} is null and (${t.disciplineId} is null or ${t.practitionerId} is null)`),
    index("figure_steps_pairs")
      .on(t.clinicId, t.onDay)
      .where(sql`${t.phase} is null and ${t.disciplineId} is not null and ${t.practitionerId} is not null`),
    index("figure_steps_by_phase")
      .on(t.clinicId, t.onDay, t.phase, t.disciplineId, t.practitionerId, t.due, t.attended)
      .where(sql`${t.phase} is not null`),
  ],
);

/** From which day on the summaries of a clinic are whole. */
export const figureBooks = pgTable(
  "figure_books",
  {
    clinicId: uuid("clinic_id").notNull(),
    keptFrom: date("kept_from", { mode: "string" }).notNull(),
    rebuiltAt: instant("rebuilt_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "figure_books_pk", columns: [t.clinicId] }),
    ofClinic("figure_books_of_clinic", t, clinics),
  ],
);
