// What the booking form may begin with for somebody who has signed in: of whom they act for, and how they themselves are reached.
import { patientRow } from "../../db/queries/patients.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { patientOfSession } from "./patient-session.ts";

export type DetailsForBooking = {
  name: string;
  birthDate: string;
  email: string;
  mobile: string;
  guardianName: string;
};

/** Null for a guest, and for who acts for nobody: what is stored of a person is not shown back on the way to book. */
export async function detailsForBooking(ctx: Ctx, input: { token: string }): Promise<DetailsForBooking | null> {
  mustMay(ctx, "manage_own_booking");
  const actor = await patientOfSession(ctx, input);
  if (actor?.kind !== "guardian" || !actor.guardianId) return null;
  const { patientId, guardianId } = actor;
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    const [patient, guardian] = await Promise.all([
      patientRow(tx, clinicId, patientId),
      patientRow(tx, clinicId, guardianId),
    ]);
    if (!patient || !guardian) return null;
    return {
      name: patient.name,
      birthDate: patient.birthDate ?? "",
      email: guardian.email ?? "",
      mobile: guardian.mobile ?? "",
      guardianName: guardian.name,
    };
  });
}
