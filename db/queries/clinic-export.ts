// Every row of one clinic, as one snapshot sees it, row by row, so that a large clinic needs no large memory.
import type { Database } from "../client.ts";

/**
 * Keys to doors, and what a program noted for itself: nothing that the clinic knows. What is in files of charts is sealed, and saved
 * from the chart one by one.
 */
export const notOfTheExport: readonly string[] = [
  "access_codes",
  "attachment_files",
  "drafts",
  "idempotency_keys",
  "patient_apps",
  "patient_passkeys",
  "patient_sessions",
  "tablet_forms",
];

const tables = `
  select c.table_name as name from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
  where c.table_schema = 'public' and c.column_name = 'clinic_id' and b.table_type = 'BASE TABLE' order by c.table_name`;

export type ExportLine =
  | { table: string; row: Record<string, unknown> }
  /** The last line: a file without it was cut. */
  | { end: true; rows: Record<string, number> };

export async function* clinicLines(db: Database, clinicId: string): AsyncGenerator<ExportLine[]> {
  const connection = await db.$client.reserve();
  try {
    await connection.unsafe("begin isolation level repeatable read read only");
    await connection.unsafe("select app.enter($1)", [clinicId]);
    // Whoever saves the file may have a slow line.
    await connection.unsafe("set local idle_in_transaction_session_timeout = '120s'");
    const counts: Record<string, number> = {};
    for (const { name } of await connection.unsafe<{ name: string }[]>(tables)) {
      if (notOfTheExport.includes(name)) continue;
      let count = 0;
      const rows = connection.unsafe<{ row: Record<string, unknown> }[]>(
        `select to_jsonb(t) - 'hold_key' - 'words' as row from "${name}" t where clinic_id = $1`,
        [clinicId],
      );
      for await (const some of rows.cursor(200)) {
        count += some.length;
        yield some.map(({ row }) => ({ table: name, row }));
      }
      counts[name] = count;
    }
    yield [{ end: true, rows: counts }];
  } finally {
    await connection.unsafe("rollback").catch(() => {});
    connection.release();
  }
}
