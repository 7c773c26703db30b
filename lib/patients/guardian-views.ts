// What people see of whom they look after, what the desk sees, and the day it is where the clinic is.
import { clinicRow } from "../../db/queries/clinics.ts";
import type { TxCtx } from "../context/context.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import type { Relation } from "./guardian-term.ts";

export type OwnDependant = {
  guardianshipId: string;
  name: string;
  relation: Relation;
  standing: "asked" | "in_force" | "over";
  /** The first day on which it no longer holds. */
  untilOn: LocalDate | null;
};

export type DeskGuardianship = OwnDependant & {
  guardianId: string;
  guardianName: string;
  patientId: string | null;
  birthDate: LocalDate | null;
  askedAt: Date;
  /** From which birthday on the young person has to agree, and whether that is so now. */
  askFrom: number;
  mustAgree: boolean;
  /** Records that it may be about. */
  records: { patientId: string; name: string; reach: string }[];
};

export async function dateOfZone({ tx, clinicId, now }: TxCtx): Promise<LocalDate> {
  const clinic = await clinicRow(tx, clinicId);
  return dateIn(now, clinic!.timeZone);
}
