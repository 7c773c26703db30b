// Files in a patient's chart: attached and opened by who treats them, sealed where they are kept, withdrawn with a reason and never changed.
import { z } from "zod";
import {
  addAttachment,
  attachmentRow,
  sealedFileOf,
  withdrawAttachment as withdrawRow,
} from "../../db/queries/attachments.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { mayDo } from "../permissions/permissions.ts";
import { sealBytes, unsealBytes, type SealedBytes } from "../seal.ts";
import { fileKinds, kindOf, largestFileBytes, largestFileMb, type FileKind } from "./file-kind.ts";
import { parseChart } from "./parse-chart.ts";

export const chartFilePurpose = "chart file";

/** A file belongs to one row of one clinic: copied beside another it does not open. */
export const chartFileBound = (clinicId: string, attachmentId: string) => `${clinicId} ${attachmentId}`;

/** As a file is kept. */
export const sealFile = (secret: string, clinicId: string, attachmentId: string, file: Uint8Array): SealedBytes =>
  sealBytes(secret, chartFilePurpose, chartFileBound(clinicId, attachmentId), file);

const tooLarge = `A file has at most ${largestFileMb} MB. Make a smaller copy of it, or attach it in parts.`;
const wrongKind = "A chart takes PDF, JPEG and PNG files. Save it as one of these, then attach it.";

export const attachmentInput = z.object({
  label: z.string().trim().min(2, "Say what it is, such as: X-ray of the neck.").max(80),
  file: z
    .instanceof(Uint8Array, { error: "Choose the file." })
    .refine((bytes) => bytes.byteLength > 0, { error: "Choose the file.", abort: true })
    .refine((bytes) => bytes.byteLength <= largestFileBytes, { error: tooLarge, abort: true })
    .refine((bytes) => kindOf(bytes) !== null, wrongKind),
});

export const withdrawInput = z.object({
  reason: z.string().trim().min(4, "Say why, such as: belongs to somebody else.").max(200),
});

/** Refuses with `not_found`, `reason_needed`, and with `invalid` for a file of another kind or size. */
export async function attachFile(
  ctx: Ctx,
  input: { patientId: string; label: string; file: Uint8Array | null },
): Promise<{ attachmentId: string }> {
  mustMay(ctx, "write_chart");
  const { patientId } = input;
  const addedBy = memberIdOf(ctx);
  if (addedBy === null) throw new Refusal("forbidden", "A file is attached by somebody of the clinic.");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!isId(patientId) || !(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    await mustTreat(t, patientId);
    const { label, file } = parseChart(attachmentInput, input);
    const id = newId();
    const sizeBytes = file.byteLength;
    const kind = kindOf(file)!;
    await addAttachment(
      tx,
      { clinicId, id, patientId, label, kind, sizeBytes, addedBy, addedAt: now },
      { clinicId, id: newId(), attachmentId: id, ...sealFile(ctx.secret, clinicId, id, file) },
    );
    await record(t, [
      { deed: "attachment.added", subjectKind: "attachment", subjectId: id, patientId, detail: { kind, sizeBytes } },
    ]);
    return { attachmentId: id };
  });
}

async function own(t: TxCtx, attachmentId: string) {
  const row = isId(attachmentId) ? await attachmentRow(t.tx, t.clinicId, attachmentId) : null;
  if (!row) throw notFound("file");
  const openUntil = await mustTreat(t, row.patientId);
  return { ...row, openUntil };
}

export type OpenedFile = { bytes: Uint8Array<ArrayBuffer>; kind: FileKind; addedAt: Date };

/**
 * What is in the file; each time stands in the audit chain. Refuses with `not_found`, `reason_needed`, and with `forbidden` when it was
 * withdrawn, for everybody but the clinical lead.
 */
export async function openAttachment(ctx: Ctx, input: { attachmentId: string }): Promise<OpenedFile> {
  mustMay(ctx, "see_chart");
  const { attachmentId } = input;
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    const { patientId, kind, addedAt, withdrawnAt, openUntil } = await own(t, attachmentId);
    if (withdrawnAt && !mayDo(ctx.actor, "see_any_chart"))
      throw new Refusal("forbidden", "This file was withdrawn. The clinical lead can still open it.");
    const kept = await sealedFileOf(tx, clinicId, attachmentId);
    const bytes = kept && unsealBytes(ctx.secret, chartFilePurpose, chartFileBound(clinicId, attachmentId), kept);
    if (!bytes) throw new Error("This file was sealed under another secret than the one in use.");
    await record(t, [
      {
        deed: "attachment.opened",
        subjectKind: "attachment",
        subjectId: attachmentId,
        patientId,
        ...(openUntil ? { detail: { byReason: true } } : {}),
      },
    ]);
    // Held to the list by a rule of its table.
    return { bytes, kind: kind as FileKind, addedAt };
  });
}

/** The file stays, with the mark and the reason. Refuses with `not_found`, `reason_needed`, and with `already_done`. */
export async function withdrawAttachment(ctx: Ctx, input: { attachmentId: string; reason: string }): Promise<void> {
  mustMay(ctx, "write_chart");
  const { attachmentId } = input;
  const withdrawnBy = memberIdOf(ctx);
  if (withdrawnBy === null) throw new Refusal("forbidden", "A file is withdrawn by somebody of the clinic.");
  await inTransaction(ctx, async (t) => {
    const { patientId } = await own(t, attachmentId);
    const { reason } = parseChart(withdrawInput, input);
    const mark = { withdrawnBy, withdrawnAt: t.now, withdrawReason: reason };
    if (!(await withdrawRow(t.tx, t.clinicId, attachmentId, mark)))
      throw new Refusal("already_done", "This file is withdrawn already.");
    await record(t, [{ deed: "attachment.withdrawn", subjectKind: "attachment", subjectId: attachmentId, patientId }]);
  });
}

/** Our own name for a copy of it: the day, and an ending that fits. */
export const copyName = ({ kind, addedAt }: Pick<OpenedFile, "kind" | "addedAt">): string =>
  `chart-file-${addedAt.toISOString().slice(0, 10)}.${fileKinds[kind].ending}`;
