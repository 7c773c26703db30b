// Reads in rows of another system, each whole or not at all, and says of each that could not be read what to do about it.
import { addImportKey, importedByKey, waitForKey, type ImportKind } from "../../db/queries/imports.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { hashOf } from "../tokens.ts";
import type { ImportInput } from "./import-input.ts";
import { placeAppointment } from "./place-appointment.ts";
import { placeBalance } from "./place-balance.ts";
import { patientKeyHash } from "./patient-key.ts";
import { placePatient } from "./place-patient.ts";

export type Cells = Readonly<Record<string, string>>;

/** What a row became, or null where it says that there is nothing to keep. */
export type Placed = { subjectId: string; patientId: string } | null;

export type Place = {
  /** What tells the row apart from all others of its kind. */
  keyOf: (cells: Cells) => string;
  place: (t: TxCtx, cells: Cells, input: Pick<ImportInput, "dateForm">) => Promise<Placed>;
};

export type RowProblem = { line: number; message: string };
/** `known`: rows that were read in before, or that say there is nothing. */
export type ImportAnswer = { added: number; known: number; problems: RowProblem[] };

const places: Record<ImportKind, Place> = {
  patients: placePatient,
  appointments: placeAppointment,
  balances: placeBalance,
};

/** Ends a rehearsal: the transaction is taken back. */
class Rehearsed extends Error {
  readonly added: boolean;
  constructor(added: boolean) {
    super("rehearsed");
    this.added = added;
  }
}

/**
 * At most 200 rows, one transaction each, so that one that cannot be read holds nobody up. A row that was read in before is left alone,
 * however often the file comes. Nobody is told by mail of what is read in. Refuses with `forbidden`.
 */
export async function importRows(ctx: Ctx, input: ImportInput): Promise<ImportAnswer> {
  mustMay(ctx, "import_records");
  const { kind, rows, rehearse } = input;
  const answer: ImportAnswer = { added: 0, known: 0, problems: [] };
  for (const { line, cells } of rows) {
    try {
      const added = await inTransaction(ctx, async (t) => {
        const made = await readRow(t, kind, cells, input);
        if (rehearse) throw new Rehearsed(made);
        return made;
      });
      answer[added ? "added" : "known"] += 1;
    } catch (error) {
      if (error instanceof Rehearsed) answer[error.added ? "added" : "known"] += 1;
      else if (error instanceof Refusal) answer.problems.push({ line, message: sentence(error) });
      else throw error;
    }
  }
  if (!rehearse && answer.added)
    await inTransaction(ctx, (t) =>
      record(t, [
        {
          deed: "records.imported",
          subjectKind: "clinic",
          subjectId: ctx.clinicId,
          detail: { kind, added: answer.added, refused: answer.problems.length },
        },
      ]),
    );
  return answer;
}

async function readRow(t: TxCtx, kind: ImportKind, cells: Cells, input: ImportInput): Promise<boolean> {
  const { keyOf, place } = places[kind];
  const keyHash = kind === "patients" ? patientKeyHash(keyOf(cells)) : hashOf(`${kind} ${keyOf(cells)}`);
  await waitForKey(t.tx, t.clinicId, kind, keyHash);
  if (await importedByKey(t.tx, t.clinicId, kind, keyHash)) return false;
  const placed = await place(t, cells, input);
  if (!placed) return false;
  await addImportKey(t.tx, { clinicId: t.clinicId, id: newId(), kind, keyHash, importedAt: t.now, ...placed });
  return true;
}

/** The refusal with what each field lacks. */
const sentence = ({ message, fields }: Refusal): string =>
  fields?.length ? fields.map((field) => field.message).join(" ") : message;
