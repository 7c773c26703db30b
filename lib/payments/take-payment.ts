// Takes money at the desk: cash, the card terminal, an e-transfer or a gift card, recorded by whoever took it.
import { z } from "zod";
import { appointmentForMoney, planForMoney } from "../../db/queries/money.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { onceOnly } from "../booking/once.ts";
import { closePages, paidMeanwhile, targetOf } from "./close-pages.ts";
import { takeMethod } from "./hand-method.ts";
import { fitInstalments } from "./instalments.ts";
import { receive, settleChain } from "./book-money.ts";
import { payFromGiftCard } from "./from-gift-card.ts";
import { settlePatient } from "./settle-patient.ts";

export const takePaymentInput = z.object({
  patientId: z.string(),
  chainId: z.string().optional(),
  planId: z.string().optional(),
  method: takeMethod,
  /** Of the gift card. */
  code: z.string().trim().max(60).optional(),
  amountMinor: z.number().int().positive().max(10_000_000),
  idempotencyKey: z.string().min(8).max(200),
});
export type TakePayment = z.output<typeof takePaymentInput>;

/**
 * The payment's id. Pays the visit's charge first, then the patient's oldest; what is left stays as credit with the visit or plan. An
 * open page for the same money is ended first: when it was paid meanwhile nothing is taken (`already_done`), and while Stripe does not
 * answer nobody can say (`payments_unavailable`). Refuses `code_wrong` and `nothing_left` of a gift card.
 */
export async function takePayment(ctx: Ctx, input: TakePayment): Promise<{ paymentId: string }> {
  mustMay(ctx, "take_payment");
  const { patientId, chainId, planId } = input;
  if ([patientId, chainId, planId].some((id) => id !== undefined && !isId(id))) throw notFound("patient");
  if ((await closePages(ctx, targetOf({ chainId, planId, patientId }))).paid) throw paidMeanwhile();
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "take-payment", key: input.idempotencyKey, body: input }, async () => {
      if (!(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
      const about = input.chainId
        ? await appointmentForMoney(t.tx, t.clinicId, { chainId: input.chainId })
        : input.planId
          ? await planForMoney(t.tx, t.clinicId, input.planId)
          : null;
      if ((input.chainId || input.planId) && about?.patientId !== input.patientId) throw notFound("booking");
      const { currency } = await clinicToTell(t.tx, t.clinicId);
      const { method, amountMinor, code = "" } = input;
      const paymentId =
        method === "gift_card"
          ? (await payFromGiftCard(t, { code, patientId, chainId, planId, amountMinor, all: true })).paymentId
          : await receive(t, {
              patientId,
              chainId: chainId ?? null,
              planId: planId ?? null,
              method,
              amountMinor,
              currency,
            });
      if (!paymentId) throw new Refusal("already_done", "This payment is recorded already.");
      if (input.chainId) await settleChain(t, input.chainId, null);
      if (input.planId) await fitInstalments(t, input.planId);
      else await settlePatient(t, input.patientId);
      await record(t, [
        {
          deed: "payment.taken",
          subjectKind: "payment",
          subjectId: paymentId,
          patientId: input.patientId,
          detail: { amountMinor: input.amountMinor, method: input.method },
        },
      ]);
      return { paymentId };
    }),
  );
}
