// Issues a receipt once for a charge; asking again shows the same one, marked as a duplicate.
import { addReceipt, lockCharge, nextNumber, receiptBy } from "../../db/queries/money.ts";
import { receiptFacts } from "../../db/queries/receipts.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { dateIn } from "../time/zone.ts";
import type { ReceiptBody, ReceiptView } from "./receipt.ts";

/** Refuses `payment_pending` while nothing of the charge is paid: a receipt is for money received and services given. */
export async function issueReceipt(ctx: Ctx, input: { chargeId: string }): Promise<ReceiptView> {
  mustMay(ctx, ownPatientOf(ctx.actor) !== null ? "see_own_plan" : "take_payment");
  return inTransaction(ctx, async (t) => {
    if (!isId(input.chargeId) || !(await lockCharge(t.tx, t.clinicId, input.chargeId))) throw notFound("charge");
    const known = await receiptBy(t.tx, t.clinicId, { chargeId: input.chargeId });
    if (known) {
      mustOwn(ctx, known.patientId);
      return { receiptId: known.id, body: known.body as ReceiptBody, duplicate: true };
    }
    const facts = await receiptFacts(t.tx, t.clinicId, input.chargeId);
    if (!facts || facts.payer !== "self") throw notFound("charge");
    mustOwn(ctx, facts.patientId);
    const totalMinor = facts.netMinor + facts.taxMinor;
    const paidMinor = facts.paid.reduce((sum, one) => sum + one.amountMinor, 0);
    if (paidMinor === 0 && totalMinor > 0)
      throw new Refusal("payment_pending", "Nothing of this is paid yet; a receipt follows the payment.");
    const number = await nextNumber(t.tx, t.clinicId, "receipt");
    const treatment = facts.kind === "visit";
    const payerMinor = facts.appointmentPriceMinor - facts.appointmentPatientMinor;
    const body: ReceiptBody = {
      kind: treatment ? "treatment" : "missed_visit",
      number,
      issuedOn: dateIn(t.now, facts.clinic.timeZone),
      serviceOn: facts.serviceOn,
      patientName: facts.patientName,
      service: treatment
        ? {
            name: facts.serviceName,
            discipline: facts.disciplineName,
            minutes: Math.round((facts.endsAt.getTime() - facts.startsAt.getTime()) / 60_000),
            initialVisit: facts.serviceKind === "first",
          }
        : null,
      practitioner: {
        name: facts.practitionerName,
        title: facts.practitionerTitle,
        college: facts.licence?.college ?? null,
        licenceNumber: facts.licence?.number ?? null,
      },
      supplier: facts.supplier,
      clinic: {
        name: facts.clinic.name,
        phone: facts.clinic.phone,
        email: facts.clinic.email,
        place: facts.place.address,
      },
      currency: facts.currency,
      feeMinor: facts.netMinor,
      taxMinor: facts.taxMinor,
      taxCode: facts.taxCode,
      totalMinor,
      payer: treatment && payerMinor > 0 ? { name: facts.appointmentPayer, minor: payerMinor } : null,
      payments: facts.paid.map((one) => ({
        method: one.method,
        amountMinor: one.amountMinor,
        receivedOn: dateIn(one.receivedAt, facts.clinic.timeZone),
      })),
      balanceMinor: totalMinor - paidMinor,
    };
    const receiptId = newId();
    await addReceipt(t.tx, {
      clinicId: t.clinicId,
      id: receiptId,
      number,
      kind: body.kind,
      patientId: facts.patientId,
      chargeId: facts.chargeId,
      body,
      issuedAt: t.now,
      memberId: memberIdOf(t),
    });
    await record(t, [
      {
        deed: "receipt.issued",
        subjectKind: "receipt",
        subjectId: receiptId,
        patientId: facts.patientId,
        detail: { number },
      },
    ]);
    return { receiptId, body, duplicate: false };
  });
}

function mustOwn(ctx: Ctx, patientId: string): void {
  if ((ownPatientOf(ctx.actor) ?? patientId) !== patientId) throw notFound("receipt");
}
