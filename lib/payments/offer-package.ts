// What packages the clinic offers. An offer is never changed: another price is another offer.
import { z } from "zod";
import { serviceRows } from "../../db/queries/clinics.ts";
import { addOffer, retireOffer } from "../../db/queries/packages.ts";
import { record } from "../audit/audit.ts";
import { amountInput, countInput } from "../clinic/setup-input.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";

export const offerPackageInput = z.object({
  sessions: countInput(2, 50),
  total: amountInput.refine((minor) => minor > 0, "Enter what all of them cost together."),
  validMonths: z.union([z.literal("").transform(() => null), countInput(1, 60)]),
  online: z
    .string()
    .optional()
    .transform((value) => value === "yes"),
});

export async function offerPackage(
  ctx: Ctx,
  input: z.output<typeof offerPackageInput> & { serviceId: string },
): Promise<{ offerId: string }> {
  mustMay(ctx, "set_up_clinic");
  return inTransaction(ctx, async (t) => {
    const known = await serviceRows(t.tx, t.clinicId, t.now);
    if (!isId(input.serviceId) || !known.some(({ id }) => id === input.serviceId)) throw notFound("service");
    const offerId = newId();
    await addOffer(t.tx, {
      clinicId: t.clinicId,
      id: offerId,
      serviceId: input.serviceId,
      sessions: input.sessions,
      totalMinor: input.total,
      validMonths: input.validMonths,
      online: input.online,
      offeredAt: t.now,
    });
    await record(t, [{ deed: "package.offered", subjectKind: "package_offer", subjectId: offerId }]);
    return { offerId };
  });
}

/** What was sold of it stays as it was sold. */
export async function stopOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  await inTransaction(ctx, async (t) => {
    if (!isId(input.offerId) || !(await retireOffer(t.tx, t.clinicId, input.offerId, t.now))) throw notFound("package");
    await record(t, [{ deed: "package.offer_ended", subjectKind: "package_offer", subjectId: input.offerId }]);
  });
}
