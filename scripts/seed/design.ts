// How a made-up clinic is described before any row of it exists.
import type { DisciplineDesign } from "../../db/seed/rows/disciplines.ts";
import type { PayerDiscipline } from "../../db/seed/rows/payer-fees.ts";
import type { MemberRole } from "../../lib/permissions/permissions.ts";

/** `dow` 0 = Sunday; spans like `9:00-12:30 13:30-17:00`. */
export type ShiftDesign = readonly [dow: readonly number[], spans: string];

export type PractitionerDesign = {
  name: string;
  discipline: PayerDiscipline;
  pronouns: string;
  gender: "woman" | "man" | "nonbinary";
  languages: readonly string[];
  about: string;
  credentials: readonly string[];
  shifts: readonly ShiftDesign[];
  /** Bills on an account of their own, which is not registered for GST. */
  contractor?: true;
  /** A sign-in; practitioners sign in by their first name. */
  role: Extract<MemberRole, "practitioner" | "clinical_lead">;
  /** Days from today on which a week of holidays begins. */
  holidays: readonly number[];
};

export type StaffDesign = { name: string; role: Exclude<MemberRole, "practitioner" | "clinical_lead"> };

export type ClinicDesign = {
  slug: string;
  name: string;
  zone: string;
  region: "BC" | "ON";
  phone: string;
  address: string;
  arrival: string;
  about: string;
  gstNumber: string | null;
  resources: readonly (readonly [kind: string, name: string])[];
  disciplines: readonly DisciplineDesign[];
  practitioners: readonly PractitionerDesign[];
  staff: readonly StaffDesign[];
  areaCodes: readonly string[];
  patients: number;
  months: number;
  lateFees: readonly [before: number, since: number];
};
