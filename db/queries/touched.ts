// Whose facts a transaction has changed: query functions that write facts of plans note it, and its end asks for it.
import type { Tx } from "../client.ts";

export type Touched = { planIds: Set<string>; visitIds: Set<string>; appointmentIds: Set<string> };

const touched = new WeakMap<Tx, Touched>();

/** Notes plans, visits or appointments whose facts have changed. */
export function touch(
  tx: Tx,
  of: {
    planIds?: readonly string[];
    visitIds?: readonly (string | null | undefined)[];
    appointmentIds?: readonly string[];
  },
): void {
  let all = touched.get(tx);
  if (!all) touched.set(tx, (all = { planIds: new Set(), visitIds: new Set(), appointmentIds: new Set() }));
  for (const id of of.planIds ?? []) all.planIds.add(id);
  for (const id of of.visitIds ?? []) if (id) all.visitIds.add(id);
  for (const id of of.appointmentIds ?? []) all.appointmentIds.add(id);
}

/** Null when nothing was noted. */
export function touchedBy(tx: Tx): Touched | null {
  const all = touched.get(tx);
  return all && all.planIds.size + all.visitIds.size + all.appointmentIds.size > 0 ? all : null;
}
