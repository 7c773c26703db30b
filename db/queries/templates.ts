// The clinic's own, dated versions of the plan templates.
import { and, desc, eq, lte } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { planTemplates } from "../schema/index.ts";

export type TemplateRow = typeof planTemplates.$inferSelect;

/** Every template in the version in force on the date, by code. */
export async function templatesOn(tx: Tx, clinicId: string, onDate: string): Promise<TemplateRow[]> {
  return tx
    .selectDistinctOn([planTemplates.code])
    .from(planTemplates)
    .where(and(eq(planTemplates.clinicId, clinicId), lte(planTemplates.effectiveFrom, onDate)))
    .orderBy(planTemplates.code, desc(planTemplates.effectiveFrom), desc(planTemplates.version));
}

export async function templateRow(tx: Tx, clinicId: string, templateId: string): Promise<TemplateRow | null> {
  const [row] = await tx
    .select()
    .from(planTemplates)
    .where(and(eq(planTemplates.clinicId, clinicId), eq(planTemplates.id, templateId)));
  return row ?? null;
}

/** Every version of every template, the latest of each first. */
export const templateVersions = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(planTemplates)
    .where(eq(planTemplates.clinicId, clinicId))
    .orderBy(planTemplates.code, desc(planTemplates.effectiveFrom), desc(planTemplates.version));
