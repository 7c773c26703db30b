// Lets heavy work of one clinic happen one after the other in this process, first come, first served.
import type { Database } from "../../db/client.ts";
import type { Ctx } from "../context/context.ts";

const queues = new WeakMap<Database, Map<string, Promise<void>>>();

/**
 * Begins the work when everything asked for before it in the clinic has ended. One thread plans all courses anyway: side by side they
 * only finish later, keep each other's connections, and plan on what the others are about to take. Between processes the database
 * judges. Inside a transaction it begins at once.
 */
export function inTurn<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  if (ctx.tx) return work();
  const queue = queues.get(ctx.db) ?? new Map<string, Promise<void>>();
  queues.set(ctx.db, queue);
  const result = (queue.get(ctx.clinicId) ?? Promise.resolve()).then(work);
  const ended = result.then(
    () => {},
    () => {},
  );
  queue.set(ctx.clinicId, ended);
  void ended.then(() => {
    if (queue.get(ctx.clinicId) === ended) queue.delete(ctx.clinicId);
  });
  return result;
}
