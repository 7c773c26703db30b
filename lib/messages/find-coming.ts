// Finds the visits to come of patients by name, for the desk to put one on the waiting list.
import { comingVisits, type ComingVisit } from "../../db/queries/waitlist.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { findPatients } from "../patients/find-patients.ts";

/** Of everybody who is found, the next visits first; each with whether an earlier time is asked for already. */
export async function findComing(ctx: Ctx, input: { query: string }): Promise<ComingVisit[]> {
  mustMay(ctx, "change_booking");
  const found = await findPatients(ctx, input);
  return inTransaction(ctx, (t) =>
    comingVisits(
      t.tx,
      t.clinicId,
      found.map(({ patientId }) => patientId),
      t.now,
    ),
  );
}
