// Tells the whole story of one made-up clinic: opened, peopled, booked, planned, paid.
import { addDays } from "../../lib/time/dates.ts";
import { hashPassword } from "../../lib/passwords.ts";
import { clockOf } from "./clock.ts";
import type { ClinicDesign } from "./design.ts";
import { drawFrom } from "./draw.ts";
import { endStory } from "./ending.ts";
import { openClinic } from "./open-clinic.ts";
import { tellPlans } from "./plan-stories.ts";
import { fillCalendar } from "./regulars.ts";
import type { Rows } from "./rows.ts";
import { addStops } from "./screens.ts";
import { storyOf, type Story } from "./story.ts";

/** Every demo account's password. */
export const demoPassword = "taper-demo";

let hash: Promise<string> | undefined;

export type Made = { clinicId: string; rows: Rows };

export async function makeClinic(design: ClinicDesign, now: Date, seed: number): Promise<Made> {
  const passwordHash = await (hash ??= hashPassword(demoPassword));
  const clock = clockOf(design.zone, now, design.months);
  const clinic = openClinic({ design, clock, draw: drawFrom(`${seed}:${design.slug}`), passwordHash });
  const story = storyOf(clinic);
  const graduates = tellPlans(story);
  addNewcomers(story, Math.max(0, design.patients - story.patients.length));
  fillCalendar(story, graduates);
  addStops(story, patientToCall(story));
  endStory(story);
  return { clinicId: clinic.id, rows: clinic.rows };
}

/** The clinic was running before its history begins: a third are there from the first weeks on. */
function addNewcomers({ clinic, roster, patients }: Story, count: number) {
  const { draw, clock, practitioners } = clinic;
  const weights = practitioners.map(
    (one) => [one, one.weekly.reduce((sum, { start, end }) => sum + end - start, 0)] as const,
  );
  const span = clinic.design.months * 30;
  for (let i = 0; i < count; i++) {
    const joinedOn = addDays(clock.from, draw.chance(0.4) ? draw.whole(0, 30) : draw.whole(0, span - 3));
    patients.push(roster.next({ joinedOn, home: draw.weighted(weights) }));
  }
}

/** Somebody without a plan who is booked in the days ahead. */
function patientToCall({ clinic, patients }: Story) {
  const { rows, clock } = clinic;
  const planned = new Set(rows.plans.map((one) => one.patientId));
  const next = rows.appointments.find(
    (one) => one.status === "booked" && one.startsAt > clock.now && one.patientId && !planned.has(one.patientId),
  );
  return patients.find((one) => one.id === next?.patientId);
}
