// Ends a visit: fulfilled, its note signed, its charges written and paid from what was paid before, in one transaction.
import { paymentsWithCredit } from "../../db/queries/money.ts";
import { fulfilAppointment } from "../booking/record-attendance.ts";
import { signNote } from "../charting/sign-note.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { sharesOf } from "../money/share.ts";
import { dateIn } from "../time/zone.ts";
import { charge, settleChain } from "./book-money.ts";
import { settlePatient } from "./settle-patient.ts";
import { chargeToPackage, partFor } from "./use-package.ts";
import { visitForMoney } from "./visit-for-money.ts";

export async function finishVisit(ctx: Ctx, input: { appointmentId: string; note?: string }): Promise<void> {
  mustMay(ctx, "record_attendance");
  await inTransaction(ctx, async (t) => {
    const visit = await visitForMoney(t, { appointmentId: input.appointmentId });
    if (!visit.patientId) throw notFound("appointment");
    await fulfilAppointment(t, { appointmentId: input.appointmentId });
    if (input.note?.trim()) await signNote(t, { appointmentId: input.appointmentId, body: input.note });
    const { planId } = visit;
    const shares = sharesOf(visit);
    const common = {
      kind: "visit",
      chainId: visit.chainId,
      appointmentId: visit.id,
      patientId: visit.patientId,
      planId,
      supplierId: visit.supplierId,
      taxCode: visit.taxCode,
      currency: visit.currency,
      serviceOn: dateIn(visit.startsAt, visit.timeZone),
    };
    const ahead = await paymentsWithCredit(t.tx, t.clinicId, { chainId: visit.chainId, ...(planId ? { planId } : {}) });
    const paidAhead = ahead.some((row) => row.creditMinor > 0);
    const part =
      shares.patient.dueMinor > 0 && visit.payer === "self" && !paidAhead
        ? await partFor(t, { ...common, serviceId: visit.serviceId, full: shares.patient })
        : null;
    if (part) await chargeToPackage(t, common, part);
    else if (shares.patient.dueMinor > 0)
      await charge(t, {
        ...common,
        payer: "self",
        netMinor: shares.patient.netMinor,
        taxMinor: shares.patient.taxMinor,
      });
    if (shares.payer.dueMinor > 0 && visit.payer !== "self")
      await charge(t, {
        ...common,
        payer: visit.payer,
        netMinor: shares.payer.netMinor,
        taxMinor: shares.payer.taxMinor,
      });
    await settleChain(t, visit.chainId, planId);
    await settlePatient(t, visit.patientId);
  });
}
