// How long somebody waits for a free connection of the pool before they are told to come back.
import type postgres from "postgres";

/** Longer than connecting may take, shorter than people wait. */
const patienceMs = 8_000;

class PoolExhausted extends Error {
  readonly code = "POOL_EXHAUSTED";

  constructor() {
    super("All connections of the pool are in use.");
  }
}

/**
 * Begins something that needs a connection of its own. `start` calls `arrived` when it has it, which throws when nobody waits any more;
 * until then the waiting ends with `POOL_EXHAUSTED`.
 */
export function withPatience<T>(start: (arrived: () => void) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let gaveUp = false;
    const timer = setTimeout(() => {
      gaveUp = true;
      reject(new PoolExhausted());
    }, patienceMs);
    const arrived = () => {
      clearTimeout(timer);
      if (gaveUp) throw new PoolExhausted();
    };
    start(arrived)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}

/** The same for one statement: while it waits unsent it can still be taken back. */
export function impatient<Q extends postgres.PendingQuery<never>>(query: Q): Q {
  const own = query as Q & { state: unknown };
  const timer = setTimeout(() => own.state ?? query.cancel(), patienceMs);
  timer.unref();
  return query;
}
