// Finds a clinic by its address or its id.
import type { Database } from "../../db/client.ts";
import { clinicRow, clinicRowBySlug, type ClinicRow } from "../../db/queries/clinics.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import type { ClinicView } from "./catalogue-views.ts";

const view = ({ published: _published, createdAt: _createdAt, ...shown }: ClinicRow): ClinicView => shown;

/** How long an entry of the directory is kept, so that busy doors do not ask for it with every request. */
const KEPT_MS = 5_000;
type Entry = { clinic: ClinicView; published: boolean; until: number };
const directories = new WeakMap<Database, Map<string, Entry>>();

/**
 * The clinic at an address, or null; up to five seconds old. Reads the global directory, outside any clinic. One that is not published
 * is there for its own people alone.
 */
export async function clinicBySlug(
  db: Database,
  slug: string,
  { forItsPeople = false } = {},
): Promise<ClinicView | null> {
  const entry = await entryOf(db, slug);
  return entry && (entry.published || forItsPeople) ? entry.clinic : null;
}

async function entryOf(db: Database, slug: string): Promise<Entry | null> {
  let entries = directories.get(db);
  if (!entries) directories.set(db, (entries = new Map()));
  const known = entries.get(slug);
  // The machine's clock, not the business's: a fixed one would keep an entry for ever.
  if (known && Date.now() < known.until) return known;
  const row = await clinicRowBySlug(db, slug);
  if (!row) {
    entries.delete(slug);
    return null;
  }
  const entry = { clinic: view(row), published: row.published, until: Date.now() + KEPT_MS };
  entries.set(slug, entry);
  return entry;
}

/** The clinic of the context. Refuses with `not_found`. */
export async function loadClinic(ctx: Ctx): Promise<ClinicView> {
  const row = await inTransaction(ctx, ({ tx }) => clinicRow(tx, ctx.clinicId));
  if (!row) throw notFound("clinic");
  return view(row);
}
