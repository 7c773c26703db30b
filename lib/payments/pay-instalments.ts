// Pays a course in instalments: the page of the first one books it and keeps the card; a later one is paid on a page, or at the desk.
import { z } from "zod";
import { customerOf } from "../../db/queries/cards.ts";
import {
  instalmentRow,
  instalmentsOfPlan,
  isBeingAsked,
  layInstalment,
  type InstalmentRow,
} from "../../db/queries/instalments.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { planForMoney } from "../../db/queries/money.ts";
import { lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { instalmentDays, instalmentParts } from "../plans/pay-terms.ts";
import { dateIn } from "../time/zone.ts";
import { receive } from "./book-money.ts";
import { customerFor } from "./customer-for.ts";
import { handMethod } from "./hand-method.ts";
import { comingMinor, isOpen, markPaid } from "./instalments.ts";
import { neededAccount } from "./online-account.ts";
import { openCheckout } from "./open-checkout.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";

type Page = { account: string; patientId: string; customerId: string | null; email: string | null };

/** Lays the instalments of a plan that was accepted so, and opens the page of the first. Refuses `payments_unavailable`, `plan_not_offered`. */
export async function openInstalments(
  ctx: Ctx,
  input: { planId: string; returnPath: string },
): Promise<{ checkoutId: string; url: string }> {
  if (!isId(input.planId)) throw notFound("plan");
  const { planId, returnPath } = input;
  const { page, first } = await inTransaction(ctx, async (t) => {
    const plan = await lockPlan(t.tx, t.clinicId, planId);
    if (!plan) throw notFound("plan");
    mustMaySeeMoneyOf(ctx, plan.patientId);
    const { payTerms, payChoice, currency } = plan;
    const parts = payTerms && instalmentParts(payTerms, await comingMinor(t, planId));
    if (plan.status !== "offered" || payChoice !== "instalments" || !parts)
      throw new Refusal("plan_not_offered", "Accept the plan first; then pay.");
    await lay(t, { planId, currency }, parts, payTerms.instalments!.weeksApart);
    const [row] = await instalmentsOfPlan(t.tx, t.clinicId, planId);
    return { page: await pageOf(t, planId), first: row! };
  });
  return open(ctx, page, { purpose: "plan", row: first, returnPath });
}

async function lay(
  t: TxCtx,
  { planId, currency }: { planId: string; currency: string },
  parts: readonly number[],
  weeksApart: number,
): Promise<void> {
  const { timeZone } = await clinicToTell(t.tx, t.clinicId);
  const days = instalmentDays(dateIn(t.now, timeZone), parts.length, weeksApart);
  const before = await instalmentsOfPlan(t.tx, t.clinicId, planId);
  const at = { createdAt: t.now, changedAt: t.now };
  for (const [index, amountMinor] of parts.entries())
    await layInstalment(t.tx, {
      clinicId: t.clinicId,
      id: before[index]?.id ?? newId(),
      planId,
      number: index + 1,
      dueOn: days[index]!,
      amountMinor,
      currency,
      status: "due",
      ...at,
    });
  for (const { id, number, dueOn, amountMinor } of before.slice(parts.length))
    await layInstalment(t.tx, {
      clinicId: t.clinicId,
      id,
      planId,
      number,
      dueOn,
      amountMinor,
      currency,
      status: "dropped",
      ...at,
    });
}

async function pageOf(t: TxCtx, planId: string): Promise<Page> {
  const plan = await planForMoney(t.tx, t.clinicId, planId);
  if (!plan) throw notFound("plan");
  const account = await neededAccount(t);
  const customerId = await customerOf(t.tx, t.clinicId, plan.patientId, account);
  return { account, patientId: plan.patientId, customerId, email: plan.email };
}

async function open(
  ctx: Ctx,
  page: Page,
  of: { purpose: "plan" | "instalment"; row: InstalmentRow; returnPath?: string },
): Promise<{ checkoutId: string; url: string }> {
  const { row, ...rest } = of;
  const keepCardOf = await customerFor(ctx, page);
  return openCheckout(ctx, {
    ...rest,
    planId: row.planId,
    instalmentId: row.id,
    amountMinor: row.amountMinor,
    keepCardOf,
  });
}

/** One that can be paid now, with its plan's rows locked. Refuses `not_found`, `already_done`, `in_progress`. */
async function payable(t: TxCtx, instalmentId: string): Promise<{ row: InstalmentRow; patientId: string }> {
  const found = isId(instalmentId) ? await instalmentRow(t.tx, t.clinicId, instalmentId) : null;
  const plan = found && (await planForMoney(t.tx, t.clinicId, found.planId));
  if (!found || !plan) throw notFound("instalment");
  mustMaySeeMoneyOf(t, plan.patientId);
  const row = (await instalmentsOfPlan(t.tx, t.clinicId, found.planId)).find(({ id }) => id === instalmentId);
  if (!row || !isOpen(row) || !["active", "on_hold"].includes(plan.status))
    throw new Refusal("already_done", "This instalment was paid already, or is not owed any more.");
  if (await isBeingAsked(t.tx, t.clinicId, instalmentId))
    throw new Refusal("in_progress", "This is being charged to the card just now. Look again in a minute.");
  return { row, patientId: plan.patientId };
}

/** The page to pay one on, before its day or after its card was refused; the card that pays is kept for the next ones. */
export async function openInstalmentPage(
  ctx: Ctx,
  input: { instalmentId: string; returnPath?: string },
): Promise<{ checkoutId: string; url: string }> {
  const { page, row } = await inTransaction(ctx, async (t) => {
    const { row } = await payable(t, input.instalmentId);
    return { page: await pageOf(t, row.planId), row };
  });
  const { returnPath } = input;
  return open(ctx, page, { purpose: "instalment", row, ...(returnPath ? { returnPath } : {}) });
}

export const takeInstalmentInput = z.object({
  instalmentId: z.string(),
  method: handMethod,
  idempotencyKey: z.string().min(8).max(200),
});

/** Taken at the desk, whole. */
export async function takeInstalment(
  ctx: Ctx,
  input: z.output<typeof takeInstalmentInput>,
): Promise<{ paymentId: string; patientId: string }> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "take-instalment", key: input.idempotencyKey, body: input }, async () => {
      const { row, patientId } = await payable(t, input.instalmentId);
      const { planId, amountMinor, currency } = row;
      const { method } = input;
      const paymentId = await receive(t, { patientId, planId, instalmentId: row.id, method, amountMinor, currency });
      if (!paymentId) throw new Refusal("already_done", "This payment is recorded already.");
      await markPaid(t, row, { patientId, amountMinor, method });
      await record(t, [
        {
          deed: "payment.taken",
          subjectKind: "payment",
          subjectId: paymentId,
          patientId,
          detail: { amountMinor, method },
        },
      ]);
      return { paymentId, patientId };
    }),
  );
}
