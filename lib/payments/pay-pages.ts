// A payment that is asked for by a page of its own or on a card reader: as the desk sees it, as the payer sees it, sent to them, and ended.
import { readerRow } from "../../db/queries/card-readers.ts";
import { checkoutRow, type CheckoutRow } from "../../db/queries/checkouts.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { isId } from "../ids.ts";
import { payKey } from "../money/pay-key.ts";
import { closePages } from "./close-pages.ts";
import { visitForMoney } from "./visit-for-money.ts";

/** `back`: paid when its time or its thing was gone, so the money is on its way to the card again. `refused`: a reader waits no more for this card. */
export type PayState = "waiting" | "refused" | "paid" | "back" | "ended";

const states: Record<string, PayState> = { creating: "waiting", open: "waiting", paid: "paid", refunded_late: "back" };
function stateOf(row: CheckoutRow): PayState {
  const state = states[row.status] ?? "ended";
  return state === "waiting" && row.refusal ? "refused" : state;
}

type PayView = { state: PayState; amountMinor: number; currency: string };

export type DeskPayView = PayView & {
  /** Of the page that the payer opens; null while Stripe has not made its own. */
  address: string | null;
  /** What it is called, where the card is held to one; why the last card did not pay, in Stripe's words. */
  reader: { label: string; refusal: string | null } | null;
  patient: { patientId: string; name: string; email: string | null; mobile: string | null };
  /** What it is for, where that has a page at the desk. */
  about: { kind: "visit" | "package" | "plan" | "instalment" | "account"; id: string };
  expiresAt: Date;
};

async function asked(t: TxCtx, checkoutId: string): Promise<CheckoutRow> {
  const row = isId(checkoutId) ? await checkoutRow(t.tx, t.clinicId, checkoutId) : null;
  if (!row || row.purpose === "card" || row.purpose === "gift_card") throw notFound("payment");
  return row;
}

/** For the payer, who holds its key: nothing of who they are or what it is for. */
export async function viewPayPage(ctx: Ctx, input: { checkoutId: string }): Promise<PayView & { url: string | null }> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const row = await asked(t, input.checkoutId);
    if (row.readerId) throw notFound("payment");
    const { amountMinor, currency, url } = row;
    return { state: stateOf(row), amountMinor, currency, url };
  });
}

export async function viewDeskPayment(ctx: Ctx, input: { checkoutId: string }): Promise<DeskPayView> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => {
    const row = await asked(t, input.checkoutId);
    const visit = row.chainId ? await visitForMoney(t, { chainId: row.chainId }) : null;
    const patientId = row.patientId ?? visit?.patientId;
    const patient = patientId ? await patientRow(t.tx, t.clinicId, patientId) : null;
    if (!patient) throw notFound("payment");
    const { slug } = await clinicToTell(t.tx, t.clinicId);
    const reader = row.readerId ? await readerRow(t.tx, t.clinicId, row.readerId) : null;
    return {
      reader: reader && { label: reader.label, refusal: row.refusal },
      state: stateOf(row),
      amountMinor: row.amountMinor,
      currency: row.currency,
      address: row.url ? `${t.publicUrl}/${slug}/pay/${payKey(t, row.id)}` : null,
      patient: { patientId: patient.id, name: patient.name, email: patient.email, mobile: patient.mobile },
      about: visit
        ? { kind: "visit", id: visit.id }
        : row.packageId
          ? { kind: "package", id: row.packageId }
          : row.instalmentId && row.purpose === "instalment"
            ? { kind: "instalment", id: row.instalmentId }
            : row.planId
              ? { kind: "plan", id: row.planId }
              : { kind: "account", id: patient.id },
      expiresAt: row.expiresAt,
    };
  });
}

/** Where it stands, for a screen that asks again and again. */
export async function payState(ctx: Ctx, input: { checkoutId: string }): Promise<PayState> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => stateOf(await asked(t, input.checkoutId)));
}

/** To the patient, by the way they chose for messages about bookings; once. Refuses `already_done` when it is paid, closed or sent, `invalid` without an address. */
export async function sendPayPage(ctx: Ctx, input: { checkoutId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  await inTransaction(ctx, async (t) => {
    const { checkoutId } = input;
    const row = await asked(t, checkoutId);
    if (stateOf(row) !== "waiting" || !row.url) throw new Refusal("already_done", "This page is not open any more.");
    const patient = row.patientId ? await patientRow(t.tx, t.clinicId, row.patientId) : null;
    if (!patient?.email && !patient?.mobile)
      throw new Refusal("invalid", "There is no e-mail address and no mobile number to send it to.");
    const dedupeKey = `payment.asked:${checkoutId}`;
    await announce(t, [{ kind: "payment.asked", payload: { checkoutId }, dedupeKey }]);
    await record(t, [{ deed: "checkout.sent", subjectKind: "checkout", subjectId: checkoutId, patientId: patient.id }]);
  });
}

/** Ends the page, so that the money can be taken another way; answers `paid` when the payer was faster. Refuses `payments_unavailable`. */
export async function closePayPage(ctx: Ctx, input: { checkoutId: string }): Promise<PayState> {
  mustMay(ctx, "take_payment");
  await payState(ctx, input);
  await closePages(ctx, { id: input.checkoutId });
  return payState(ctx, input);
}
