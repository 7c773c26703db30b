// What the clinic says of itself and puts on its receipts, and whether the public sees it.
import type { z } from "zod";
import { ownSupplier, updateClinic, updateSupplier } from "../../db/queries/setup.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { todoOf } from "./checklist.ts";
import { loadSetup } from "./load-setup.ts";
import type { clinicDetailsInput } from "./setup-input.ts";

/** Takes effect at once; receipts that were written stay as they are. */
export async function changeClinic(ctx: Ctx, input: z.output<typeof clinicDetailsInput>): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { name, phone, email, about, supplierName, supplierAddress, gstNumber, gstFrom } = input;
  if ((gstNumber === null) !== (gstFrom === null)) {
    const message = "Enter the GST number and the day of the registration, or neither.";
    throw new Refusal("invalid", message, {
      fields: [{ field: gstNumber === null ? "gstNumber" : "gstFrom", message }],
    });
  }
  await inTransaction(ctx, async (t) => {
    const supplier = await ownSupplier(t.tx, t.clinicId);
    if (!supplier) throw notFound("supplier");
    await updateClinic(t.tx, t.clinicId, { name, phone, email, about });
    await updateSupplier(t.tx, t.clinicId, supplier.id, {
      name: supplierName,
      address: supplierAddress,
      gstNumber,
      gstRegisteredFrom: gstFrom,
    });
    await record(t, [{ deed: "clinic.details_set", subjectKind: "clinic", subjectId: t.clinicId }]);
  });
}

/** Refuses to publish with `invalid` while something is missing that patients need, and names it. */
export async function publishClinic(ctx: Ctx, input: { published: boolean }): Promise<void> {
  mustMay(ctx, "set_up_clinic");
  const { published } = input;
  await inTransaction(ctx, async (t) => {
    const missing = published ? todoOf(await loadSetup(t)).filter(({ done, needed }) => needed && !done) : [];
    if (missing.length)
      throw new Refusal(
        "invalid",
        `Before you publish: ${missing.map(({ title }) => title.toLowerCase()).join("; ")}.`,
      );
    await updateClinic(t.tx, t.clinicId, { published });
    await record(t, [
      { deed: published ? "clinic.published" : "clinic.taken_down", subjectKind: "clinic", subjectId: t.clinicId },
    ]);
  });
}
