// What a patient paid in one calendar year, visit by visit, for a tax return or a private plan. It is no receipt.
import { z } from "zod";
import { clinicRow } from "../../db/queries/clinics.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { paidVisits, paymentYears } from "../../db/queries/receipts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { instantAt } from "../time/zone.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";

export type StatementLine = {
  chargeId: string;
  kind: "visit" | "missed_visit_fee";
  serviceOn: string;
  service: string;
  practitioner: string;
  title: string;
  licence: string | null;
  /** What was charged, less what was taken off since, tax included. */
  totalMinor: number;
  taxMinor: number;
  /** What of it was paid in the year. */
  paidMinor: number;
  receiptNumber: number | null;
};

export type YearStatement = {
  year: number;
  patientName: string;
  clinic: { name: string; phone: string; email: string };
  currency: string;
  treatments: StatementLine[];
  /** Fees for visits that were missed: no treatment was given. */
  missed: StatementLine[];
  treatmentsMinor: number;
  missedMinor: number;
};

export const yearInput = z.coerce.number().int().min(2000).max(2100);

/** The years in which the patient paid anything, the latest first. */
export async function statementYears(ctx: Ctx, input: { patientId: string }): Promise<number[]> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  return inTransaction(ctx, async (t) => {
    const clinic = await clinicRow(t.tx, t.clinicId);
    if (!clinic) throw notFound("clinic");
    return paymentYears(t.tx, t.clinicId, input.patientId, clinic.timeZone);
  });
}

/** Money counts in the year, by the clinic's calendar, in which it came in. */
export async function yearStatement(ctx: Ctx, input: { patientId: string; year: number }): Promise<YearStatement> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  return inTransaction(ctx, async (t) => {
    const clinic = await clinicRow(t.tx, t.clinicId);
    const patient = await patientRow(t.tx, t.clinicId, input.patientId);
    if (!clinic || !patient) throw notFound("patient");
    const rows = await paidVisits(t.tx, t.clinicId, {
      patientId: patient.id,
      from: instantAt(`${input.year}-01-01`, 0, clinic.timeZone),
      to: instantAt(`${input.year + 1}-01-01`, 0, clinic.timeZone),
    });
    const lines = rows.map((row): StatementLine => ({ ...row, kind: row.kind as StatementLine["kind"] }));
    const treatments = lines.filter((line) => line.kind === "visit");
    const missed = lines.filter((line) => line.kind === "missed_visit_fee");
    const sum = (some: StatementLine[]) => some.reduce((total, line) => total + line.paidMinor, 0);
    if (ownPatientOf(ctx.actor) === null)
      await record(t, [
        { deed: "receipt.seen", subjectKind: "statement", subjectId: patient.id, patientId: patient.id },
      ]);
    return {
      year: input.year,
      patientName: patient.name,
      clinic: { name: clinic.name, phone: clinic.phone, email: clinic.email },
      currency: clinic.currency,
      treatments,
      missed,
      treatmentsMinor: sum(treatments),
      missedMinor: sum(missed),
    };
  });
}
