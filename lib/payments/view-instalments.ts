// A patient's instalments as they stand: paid, due on their days, failed and why.
import { instalmentsOfPatient } from "../../db/queries/instalments.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import type { LocalDate } from "../time/dates.ts";
import { mustMaySeeMoneyOf } from "./own-money.ts";
import { isOpen } from "./instalments.ts";

export type InstalmentView = {
  instalmentId: string;
  planId: string;
  number: number;
  dueOn: LocalDate;
  amountMinor: number;
  currency: string;
  status: "due" | "paid" | "failed" | "dropped";
  /** Why the card did not pay, of one that failed. */
  failure: "declined" | "authentication_required" | "no_card" | null;
  /** When the card is asked again by itself. */
  askAgainOn: LocalDate | null;
  /** The card is being asked this very moment. */
  asked: boolean;
  paidAt: Date | null;
  method: string | null;
};

/** In the order of their days; for themselves, or for the desk. */
export async function viewInstalments(ctx: Ctx, input: { patientId: string }): Promise<InstalmentView[]> {
  mustMaySeeMoneyOf(ctx, input.patientId);
  return inTransaction(ctx, async (t) => {
    const rows = await instalmentsOfPatient(t.tx, t.clinicId, input.patientId);
    return rows.map(({ row, asked, paidAt, method }) => ({
      instalmentId: row.id,
      planId: row.planId,
      number: row.number,
      dueOn: row.dueOn,
      amountMinor: row.amountMinor,
      currency: row.currency,
      status: row.status as InstalmentView["status"],
      failure: row.failure as InstalmentView["failure"],
      askAgainOn: row.askAgainOn,
      asked: isOpen(row) && asked,
      paidAt,
      method,
    }));
  });
}
