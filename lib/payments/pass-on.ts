// Asks the next payer for what one does not pay: each of the patient's covers in its turn, and at last the patient.
import {
  coverageRow,
  coveragesOf,
  coverageUse,
  disciplineOfService,
  type CoverageRow,
} from "../../db/queries/coverages.ts";
import { appointmentForMoney, type ChargeRow, type chargesWithOpen } from "../../db/queries/money.ts";
import { payerRuleRows } from "../../db/queries/plans.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { sharesOf } from "../money/share.ts";
import { takenOff } from "../money/taken-off.ts";
import { payerFeesOf } from "../plans/course-money.ts";
import type { Payer } from "../plans/funding.ts";
import { inOrder, splitVisit, type AskedPayer } from "../plans/payer-order.ts";
import type { PayerDiscipline } from "../../db/seed/rows/payer-fees.ts";
import { moveCharge } from "./book-money.ts";
import { settlePatient } from "./settle-patient.ts";

export type OpenCharge = Awaited<ReturnType<typeof chargesWithOpen>>[number];

/** Where a part went: to whom, tax included. */
export type PassedOn = { payer: string; coverageId: string | null; chargeId: string; amountMinor: number };

/**
 * Takes everything that is open off this payer and asks the next ones for it in their order; what nobody takes is the patient's, and is
 * paid from credit that is free. Refuses with `invalid` what WorkSafeBC paid in part.
 */
export async function passOn(t: TxCtx, owed: OpenCharge, reason: string): Promise<PassedOn[]> {
  // WorkSafeBC: a provider charges the worker no extra or user fee, so what it leaves of a visit that it accepts is nobody's.
  if (owed.payer === "worksafebc" && owed.paidMinor > 0)
    throw new Refusal("invalid", "WorkSafeBC allows no user fee: send the rest again, or take it off.");
  const asked = owed.coverageId ? await coverageRow(t.tx, t.clinicId, owed.coverageId) : null;
  const covers = await coversOn(t, owed);
  const order = inOrder(
    [...covers, ...(asked && !covers.some((one) => one.id === asked.id) ? [asked] : [])].map(withPayer),
  );
  const later = asked ? order.slice(order.findIndex((one) => one.id === asked.id) + 1) : order;
  return move(t, owed, later, reason);
}

/** Asks a cover for what the patient owes of a visit; what it does not take stays the patient's. Answers null when it takes nothing. */
export async function askCover(t: TxCtx, owed: OpenCharge, coverageId: string): Promise<PassedOn | null> {
  const cover = (await coversOn(t, owed)).find((one) => one.id === coverageId);
  if (!cover) throw notFound("cover");
  const [passed] = await move(t, owed, [withPayer(cover)], `asked of ${cover.insurer || cover.payer}`);
  return passed ?? null;
}

const withPayer = (row: CoverageRow) => ({ ...row, payer: row.payer as Payer });

const coversOn = async (t: TxCtx, { patientId, serviceOn }: ChargeRow): Promise<CoverageRow[]> =>
  (await coveragesOf(t.tx, t.clinicId, patientId)).filter(
    (one) => one.validFrom <= serviceOn && (one.validUntil === null || one.validUntil >= serviceOn),
  );

async function move(
  t: TxCtx,
  owed: OpenCharge,
  covers: readonly (CoverageRow & { payer: Payer })[],
  reason: string,
): Promise<PassedOn[]> {
  const open = takenOff(
    { netMinor: owed.netMinor, taxMinor: owed.taxMinor },
    { netMinor: owed.reducedNetMinor, taxMinor: owed.reducedTaxMinor },
    owed.openMinor,
  );
  if (!open || owed.openMinor <= 0 || owed.kind !== "visit" || !owed.appointmentId) throw notFound("claim");
  const parts = await partsOf(t, { ...owed, appointmentId: owed.appointmentId }, open.netMinor, covers);
  const passed: PassedOn[] = [];
  let left = open;
  for (const part of parts) {
    // The last part takes what is left to the cent, tax and all.
    const last = part === parts.at(-1);
    const { payer: share } = sharesOf({
      priceMinor: left.netMinor,
      taxMinor: left.taxMinor,
      patientMinor: last ? 0 : left.netMinor - part.minor,
    });
    const piece = last ? left : { netMinor: share.netMinor, taxMinor: share.taxMinor };
    left = { netMinor: left.netMinor - piece.netMinor, taxMinor: left.taxMinor - piece.taxMinor };
    const amountMinor = piece.netMinor + piece.taxMinor;
    if (amountMinor === 0 || (part.payer === "self" && owed.payer === "self")) continue;
    const chargeId = await moveCharge(t, owed, piece, { payer: part.payer, coverageId: part.coverageId, reason });
    passed.push({ payer: part.payer, coverageId: part.coverageId, chargeId, amountMinor });
  }
  if (passed.some((one) => one.payer === "self")) await settlePatient(t, owed.patientId);
  return passed;
}

async function partsOf(
  t: TxCtx,
  owed: OpenCharge & { appointmentId: string },
  priceMinor: number,
  covers: readonly (CoverageRow & { payer: Payer })[],
) {
  const { appointmentId, patientId, serviceOn } = owed;
  const visit = await appointmentForMoney(t.tx, t.clinicId, { appointmentId });
  if (!visit) throw notFound("appointment");
  const year = serviceOn.slice(0, 4);
  const [rules, uses, discipline] = await Promise.all([
    payerRuleRows(t.tx, t.clinicId),
    coverageUse(t.tx, t.clinicId, { patientId, year, exceptAppointmentId: appointmentId }),
    disciplineOfService(t.tx, t.clinicId, visit.serviceId),
  ]);
  const order = covers.map((cover): AskedPayer => {
    const used = uses.filter((one) => (cover.payer === "msp" ? one.payer === "msp" : one.coverageId === cover.id));
    const sum = (of: (use: (typeof used)[number]) => number) => used.reduce((total, one) => total + of(one), 0);
    return {
      coverageId: cover.id,
      payer: cover.payer,
      planLimits: cover.planLimits ?? undefined,
      usedMinor: sum((one) => one.netMinor),
      visitNumber: sum((one) => one.visits) + 1,
      initialAlreadyBilledInDiscipline: true,
    };
  });
  return splitVisit(payerFeesOf(rules), order, {
    date: serviceOn,
    discipline: discipline as PayerDiscipline,
    priceMinor,
    attended: true,
  });
}
