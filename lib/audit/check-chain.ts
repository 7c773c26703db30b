// Follows a clinic's audit chain to its head, and names every place where it does not hold.
import type { Tx } from "../../db/client.ts";
import { chainAfter, chainHead } from "../../db/queries/audit-trail.ts";
import { chainHash } from "./audit.ts";

export type ChainState = {
  /** How many rows were followed, and from which place. */
  rows: number;
  from: number;
  /** Places whose row was changed, or that follow a row which was taken away; one past the end when the end was cut off. */
  broken: number[];
};

const batch = 2_000;

/** Reads the chain in pieces, the whole of it or the latest rows; the clinic has been entered. */
export async function followChain(tx: Tx, clinicId: string, latest?: number): Promise<ChainState> {
  // First, so that rows written meanwhile only come after it.
  const head = await chainHead(tx, clinicId);
  const broken: number[] = [];
  let [last, previous, rows] = [0, "", 0];
  if (latest !== undefined && head.seq > latest) {
    const [before] = await chainAfter(tx, clinicId, head.seq - latest - 1, 1);
    if (before) [last, previous] = [before.seq, before.hash];
  }
  const from = last + 1;
  for (;;) {
    const next = await chainAfter(tx, clinicId, last, batch);
    for (const row of next) {
      if (row.seq !== last + 1 || row.hash !== chainHash(previous, row)) broken.push(row.seq);
      else if (row.seq === head.seq && row.hash !== head.hash) broken.push(row.seq);
      [last, previous, rows] = [row.seq, row.hash, rows + 1];
    }
    if (next.length < batch) break;
  }
  if (last < head.seq) broken.push(last + 1);
  return { rows, from, broken };
}
