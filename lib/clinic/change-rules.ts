// The clinic's dated rules: what booking, cancelling and paying in advance asks of patients, and what is taxed at which rate.
import type { z } from "zod";
import { putPolicy, putTaxRate } from "../../db/queries/setup.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { loadClinic } from "./load-clinic.ts";
import type { policyInput, taxRateInput } from "./setup-input.ts";

async function mustBeAhead(t: TxCtx, from: string): Promise<void> {
  const { timeZone } = await loadClinic(t);
  if (from >= dateIn(t.now, timeZone)) return;
  const message = "A rule begins today or later; what was agreed before stays as it was.";
  throw new Refusal("invalid", message, { fields: [{ field: "from", message }] });
}

/** For bookings made from that day on; each booking keeps the rules it was made under. */
export async function setPolicy(ctx: Ctx, input: z.output<typeof policyInput>): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { from, minNoticeHours, lateFee, deposit, planDeposit, ...rest } = input;
  await inTransaction(ctx, async (t) => {
    await mustBeAhead(t, from);
    await putPolicy(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      effectiveFrom: from,
      minNoticeMin: minNoticeHours * 60,
      lateFeeMinor: lateFee,
      depositMinor: deposit,
      planDepositMinor: planDeposit,
      ...rest,
    });
    await calendarChanged(t);
    await record(t, [{ deed: "policy.set", subjectKind: "clinic", subjectId: t.clinicId, detail: { from } }]);
  });
}

/** For what is supplied from that day on. Zero percent is exempt. */
export async function setTaxRate(ctx: Ctx, input: z.output<typeof taxRateInput>): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { from, percent: rateBp, ...rest } = input;
  await inTransaction(ctx, async (t) => {
    await mustBeAhead(t, from);
    await putTaxRate(t.tx, {
      clinicId: t.clinicId,
      id: newId(),
      effectiveFrom: from,
      code: rateBp === 0 ? "exempt" : "gst",
      rateBp,
      ...rest,
    });
    await calendarChanged(t);
    await record(t, [{ deed: "tax_rate.set", subjectKind: "clinic", subjectId: t.clinicId, detail: { from } }]);
  });
}
