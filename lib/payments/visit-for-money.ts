// Finds the visit that money is about; an id of any other form or clinic is simply not found.
import { appointmentForMoney } from "../../db/queries/money.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";

export type VisitForMoney = NonNullable<Awaited<ReturnType<typeof appointmentForMoney>>>;

/** The appointment, or the latest one of the chain. Refuses with `not_found`. */
export async function visitForMoney(
  t: TxCtx,
  of: { appointmentId: string } | { chainId: string },
): Promise<VisitForMoney> {
  const id = "appointmentId" in of ? of.appointmentId : of.chainId;
  const visit = isId(id) ? await appointmentForMoney(t.tx, t.clinicId, of) : null;
  if (!visit) throw notFound("booking");
  return visit;
}
