// Tells the whole story of one made-up clinic: opened, peopled, booked, planned, paid.
import { hashPassword } from "../../lib/passwords.ts";
import { clockOf } from "./clock.ts";
import type { ClinicDesign } from "./design.ts";
import { drawFrom } from "./draw.ts";
import { openClinic } from "./open-clinic.ts";
import type { Rows } from "./rows.ts";

/** Every demo account's password. */
export const demoPassword = "taper-demo";

let hash: Promise<string> | undefined;

export type Made = { clinicId: string; rows: Rows };

export async function makeClinic(design: ClinicDesign, now: Date, seed: number): Promise<Made> {
  const passwordHash = await (hash ??= hashPassword(demoPassword));
  const clock = clockOf(design.zone, now, design.months);
  const clinic = openClinic({ design, clock, draw: drawFrom(`${seed}:${design.slug}`), passwordHash });
  return { clinicId: clinic.id, rows: clinic.rows };
}
