// Hands the clinic's owner everything that is kept for the clinic, as text with one JSON object a line.
import { clinicLines } from "../../db/queries/clinic-export.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { mustHaveProved } from "../staff/self.ts";

const encoder = new TextEncoder();

async function* asText(ctx: Ctx): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const lines of clinicLines(ctx.db, ctx.clinicId))
    yield encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

/**
 * `{"table", "row"}` a line, and last `{"end": true, "rows"}` with the count of each table. It is written into the audit chain before
 * the first byte leaves. Refuses with `forbidden` for everybody but the owner, and
 * with `proof_needed`.
 */
export async function exportClinic(ctx: Ctx): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
  mustMay(ctx, "export_clinic");
  mustHaveProved(ctx);
  await inTransaction(ctx, (tctx) =>
    record(tctx, [{ deed: "clinic.exported", subjectKind: "clinic", subjectId: ctx.clinicId }]),
  );
  return asText(ctx);
}
