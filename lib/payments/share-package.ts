// Who else may use a package: the family, as the owner of it asks the desk.
import { z } from "zod";
import { addSharer, lockPackage, packagesOf, removeSharer } from "../../db/queries/packages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";

const mostSharers = 8;

export const sharePackageInput = z.object({ packageId: z.string(), patientId: z.string().min(1, "Choose a patient.") });

/** Refuses `already_done` when they may use it already, and `too_many` above eight. */
export async function sharePackage(ctx: Ctx, input: z.output<typeof sharePackageInput>): Promise<void> {
  mustMay(ctx, "take_payment");
  if (!isId(input.packageId)) throw notFound("package");
  if (!isId(input.patientId)) throw notFound("patient");
  await inTransaction(ctx, async (t) => {
    const row = await lockPackage(t.tx, t.clinicId, input.packageId);
    const memberId = memberIdOf(t);
    if (!row || row.soldAt === null || row.membershipId !== null || !memberId) throw notFound("package");
    if (row.status !== "active") throw new Refusal("already_done", "This package was given back already.");
    if (!(await patientRow(t.tx, t.clinicId, input.patientId))) throw notFound("patient");
    const { sharers } = (await packagesOf(t.tx, t.clinicId, row.patientId)).find((one) => one.row.id === row.id)!;
    if (row.patientId === input.patientId || sharers.some((one) => one.patientId === input.patientId))
      throw new Refusal("already_done", "They can use it already.");
    if (sharers.length >= mostSharers)
      throw new Refusal("too_many", `At most ${mostSharers} others can use one package.`);
    const { packageId, patientId } = input;
    await addSharer(t.tx, { clinicId: t.clinicId, id: newId(), packageId, patientId, memberId, addedAt: t.now });
    await record(t, [
      { deed: "package.shared", subjectKind: "package", subjectId: packageId, patientId: row.patientId },
    ]);
  });
}

export async function unsharePackage(ctx: Ctx, input: { packageId: string; sharerId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  if (!isId(input.packageId) || !isId(input.sharerId)) throw notFound("package");
  await inTransaction(ctx, async (t) => {
    const row = await lockPackage(t.tx, t.clinicId, input.packageId);
    if (!row || !(await removeSharer(t.tx, t.clinicId, row.id, input.sharerId, t.now))) throw notFound("package");
    await record(t, [
      { deed: "package.unshared", subjectKind: "package", subjectId: row.id, patientId: row.patientId },
    ]);
  });
}
