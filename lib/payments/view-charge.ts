// One charge with everything that happened to it: what was taken off, what paid it, and its receipts.
import { allocatedTo, chargesWithOpen, paymentsWithCredit, reductionsOf } from "../../db/queries/money.ts";
import { receiptsOfCharge } from "../../db/queries/receipts.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";

export type ChargeView = {
  chargeId: string;
  patient: { patientId: string; name: string };
  chainId: string | null;
  kind: string;
  payer: string;
  serviceOn: string;
  chargedMinor: number;
  /** What was charged, less what was taken off since. */
  totalMinor: number;
  paidMinor: number;
  openMinor: number;
  currency: string;
  takenOff: { id: string; at: Date; amountMinor: number; reason: string }[];
  /** What pays it now, the latest first. */
  paidFrom: { paymentId: string; method: string; receivedAt: Date; amountMinor: number }[];
  /** The last one counts, the others are void. */
  receipts: { receiptId: string; number: number; issuedAt: Date; replaceReason: string | null }[];
};

export async function viewCharge(ctx: Ctx, input: { chargeId: string }): Promise<ChargeView> {
  mustMay(ctx, "take_payment");
  if (!isId(input.chargeId)) throw notFound("charge");
  return inTransaction(ctx, async (t) => {
    const [row] = await chargesWithOpen(t.tx, t.clinicId, { chargeIds: [input.chargeId] });
    const patient = row && (await patientRow(t.tx, t.clinicId, row.patientId));
    if (!row || !patient) throw notFound("charge");
    const reductions = await reductionsOf(t.tx, t.clinicId, row.id);
    const covering = await allocatedTo(t.tx, t.clinicId, row.id);
    const payments = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: covering.map((one) => one.paymentId) });
    const receipts = await receiptsOfCharge(t.tx, t.clinicId, row.id);
    await record(t, [{ deed: "charge.seen", subjectKind: "charge", subjectId: row.id, patientId: row.patientId }]);
    return {
      chargeId: row.id,
      patient: { patientId: row.patientId, name: patient.name },
      chainId: row.chainId,
      kind: row.kind,
      payer: row.payer,
      serviceOn: row.serviceOn,
      chargedMinor: row.netMinor + row.taxMinor,
      totalMinor: row.paidMinor + row.openMinor,
      paidMinor: row.paidMinor,
      openMinor: row.openMinor,
      currency: row.currency,
      takenOff: reductions.map((one) => ({
        id: one.id,
        at: one.at,
        amountMinor: one.netMinor + one.taxMinor,
        reason: one.reason,
      })),
      paidFrom: covering.flatMap(({ paymentId, minor }) => {
        const payment = payments.find((one) => one.id === paymentId);
        return payment && minor > 0
          ? [{ paymentId, method: payment.method, receivedAt: payment.receivedAt, amountMinor: minor }]
          : [];
      }),
      receipts: receipts.map((one) => ({
        receiptId: one.id,
        number: one.number,
        issuedAt: one.issuedAt,
        replaceReason: one.replaceReason,
      })),
    };
  });
}
