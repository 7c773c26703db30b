// Who else pays for a patient, after the payer of an episode: entered, put in another order, and ended.
import { z } from "zod";
import { addCoverage, changeCoverage, coveragesOf, type CoverageRow } from "../../db/queries/coverages.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { dateInput } from "../time/date-input.ts";
import { planLimitsInput } from "./funding-input.ts";
import type { Payer, PlanLimits } from "./funding.ts";
import { inOrder } from "./payer-order.ts";

/** More than so many are asked of nobody. */
const mostCovers = 6;

export const coverageInput = z
  .object({
    payer: z.enum(["extended", "msp"], { error: "Choose who pays." }),
    insurer: z.string().trim().max(80).default(""),
    policyNumber: z.string().trim().max(40).optional(),
    planLimits: planLimitsInput.optional(),
    validFrom: dateInput,
    validUntil: dateInput.optional(),
  })
  .refine(({ payer, insurer }) => payer !== "extended" || insurer !== "", {
    path: ["insurer"],
    message: "Write the name of the insurer.",
  })
  .refine(({ payer, planLimits }) => payer !== "extended" || (planLimits?.percentBp ?? 0) > 0, {
    path: ["percent"],
    message: "Enter the share that the plan pays, such as 80.",
  })
  .refine(({ validFrom, validUntil }) => validUntil === undefined || validUntil >= validFrom, {
    path: ["validUntil"],
    message: "The last day is not before the first.",
  });

export type CoverageView = {
  coverageId: string;
  payer: Payer;
  insurer: string;
  policyNumber: string | null;
  planLimits: PlanLimits | null;
  validFrom: string;
  validUntil: string | null;
};

const viewOf = (row: CoverageRow): CoverageView => ({
  coverageId: row.id,
  payer: row.payer as Payer,
  insurer: row.insurer,
  policyNumber: row.policyNumber,
  planLimits: row.planLimits,
  validFrom: row.validFrom,
  validUntil: row.validUntil,
});

/** In the order in which they are asked. */
export async function listCoverages(ctx: Ctx, input: { patientId: string }): Promise<CoverageView[]> {
  mustMay(ctx, "take_payment");
  return inTransaction(ctx, async (t) => (await ordered(t, input.patientId)).map(viewOf));
}

/** Enters one, to be asked after the others of its kind. */
export async function enterCoverage(
  ctx: Ctx,
  input: { patientId: string } & z.output<typeof coverageInput>,
): Promise<{ coverageId: string }> {
  mustMay(ctx, "take_payment");
  const { patientId, payer, planLimits } = input;
  return inTransaction(ctx, async (t) => {
    const known = await ordered(t, patientId);
    if (known.length >= mostCovers)
      throw new Refusal("too_many", `At most ${mostCovers} are kept. End one that is no longer used.`);
    const coverageId = newId();
    await addCoverage(t.tx, {
      clinicId: t.clinicId,
      id: coverageId,
      patientId,
      position: Math.max(0, ...known.map((one) => one.position)) + 1,
      payer,
      insurer: payer === "extended" ? input.insurer : "",
      policyNumber: input.policyNumber ?? null,
      planLimits: payer === "extended" ? limitsOf(planLimits!) : null,
      validFrom: input.validFrom,
      validUntil: input.validUntil ?? null,
      createdAt: t.now,
    });
    await say(t, "cover.entered", patientId, coverageId);
    return { coverageId };
  });
}

/** Asked before the one that it stood behind. Refuses `already_done` for the first of its kind. */
export async function askCoverageSooner(ctx: Ctx, input: { patientId: string; coverageId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  await inTransaction(ctx, async (t) => {
    const known = await ordered(t, input.patientId);
    const at = known.findIndex((one) => one.id === input.coverageId);
    const one = known[at];
    if (!one) throw notFound("cover");
    const before = known[at - 1];
    if (before?.payer !== one.payer) throw new Refusal("already_done", "It is asked first already.");
    await changeCoverage(t.tx, t.clinicId, one.id, { position: before.position });
    await changeCoverage(t.tx, t.clinicId, before.id, { position: one.position });
    await say(t, "cover.reordered", input.patientId, one.id);
  });
}

/** It is asked for nothing new; what it was asked for before stays. */
export async function endCoverage(ctx: Ctx, input: { patientId: string; coverageId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  await inTransaction(ctx, async (t) => {
    const known = await ordered(t, input.patientId);
    if (!known.some((one) => one.id === input.coverageId)) throw notFound("cover");
    await changeCoverage(t.tx, t.clinicId, input.coverageId, { endedAt: t.now });
    await say(t, "cover.ended", input.patientId, input.coverageId);
  });
}

async function ordered(t: TxCtx, patientId: string) {
  if (!isId(patientId) || !(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
  const rows = await coveragesOf(t.tx, t.clinicId, patientId);
  return inOrder(rows.map((row) => ({ ...row, payer: row.payer as Payer })));
}

const limitsOf = ({ percentBp, perVisitMaxMinor, annualMaxMinor }: z.output<typeof planLimitsInput>): PlanLimits => ({
  percentBp,
  ...(perVisitMaxMinor === undefined ? {} : { perVisitMaxMinor }),
  ...(annualMaxMinor === undefined ? {} : { annualMaxMinor }),
});

const say = (t: TxCtx, deed: string, patientId: string, coverageId: string) =>
  record(t, [{ deed, subjectKind: "cover", subjectId: coverageId, patientId }]);
