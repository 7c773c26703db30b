// Finds a clinic by its address or its id.
import type { Database } from "../../db/client.ts";
import { clinicRow, clinicRowBySlug, type ClinicRow } from "../../db/queries/clinics.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import type { ClinicView } from "./catalogue-views.ts";

const view = ({ published: _published, createdAt: _createdAt, ...shown }: ClinicRow): ClinicView => shown;

/** The published clinic at an address, or null. Reads the global directory, outside any clinic. */
export async function clinicBySlug(db: Database, slug: string): Promise<ClinicView | null> {
  const row = await clinicRowBySlug(db, slug);
  return row && view(row);
}

/** The clinic of the context. Refuses with `not_found`. */
export async function loadClinic(ctx: Ctx): Promise<ClinicView> {
  const row = await inTransaction(ctx, ({ tx }) => clinicRow(tx, ctx.clinicId));
  if (!row) throw notFound("clinic");
  return view(row);
}
