// The one place that knows PostgreSQL's error codes: turns a driver error into what it means for a verb.

/**
 * - `retry`: somebody else was in the way; the whole transaction may run again.
 * - `lost`: the connection broke before COMMIT was sent, so nothing was changed.
 * - `unknown`: the connection broke while COMMIT was under way; it may or may not have been done.
 * - `busy`: a lock or a statement took too long.
 * - `unavailable`: the database is down, starting or out of connections; nothing was sent.
 * - `full`: its disk is.
 */
export type DatabaseTrouble =
  | "taken"
  | "duplicate"
  | "retry"
  | "lost"
  | "unknown"
  | "busy"
  | "unavailable"
  | "full"
  | "broken_reference"
  | "broken_rule"
  | "denied"
  | "other";

type PostgresLike = { code?: unknown; constraint_name?: unknown; message?: unknown; cause?: unknown };

function root(error: unknown): PostgresLike {
  let at = error as PostgresLike | undefined;
  for (let depth = 0; depth < 5 && at && typeof at === "object"; depth++) {
    if (typeof at.code === "string") return at;
    at = at.cause as PostgresLike | undefined;
  }
  return {};
}

const meaning: Record<string, DatabaseTrouble> = {
  "23P01": "taken",
  "23505": "duplicate",
  "40001": "retry",
  "40P01": "retry",
  "55P03": "busy",
  "57014": "busy",
  "23503": "broken_reference",
  "23514": "broken_rule",
  "23502": "broken_rule",
  "42501": "denied",
  "53300": "unavailable",
  "53200": "unavailable",
  "53100": "full",
  // Ended for thinking too long inside a transaction: as by an administrator.
  "25P03": "lost",
  "57P01": "lost",
  "57P02": "lost",
  "57P03": "unavailable",
  CONNECTION_CLOSED: "lost",
  CONNECTION_DESTROYED: "lost",
  CONNECTION_SILENT: "lost",
  ECONNRESET: "lost",
  EPIPE: "lost",
  ETIMEDOUT: "lost",
  CONNECTION_ENDED: "unavailable",
  CONNECT_TIMEOUT: "unavailable",
  ECONNREFUSED: "unavailable",
  POOL_EXHAUSTED: "unavailable",
  COMMIT_UNKNOWN: "unknown",
};

/** PostgreSQL's or the driver's code; undefined when the error did not come from the database. */
export function databaseCode(error: unknown): string | undefined {
  const code = root(error).code;
  return typeof code === "string" ? code : undefined;
}

/** What a thrown error means; `other` when it did not come from the database. */
export function troubleOf(error: unknown): DatabaseTrouble {
  const code = databaseCode(error);
  if (code === undefined) return "other";
  return meaning[code] ?? (code.startsWith("08") ? "lost" : "other");
}

/** Another transaction was faster and this one has to run again from its beginning, as after a serialization failure. */
export class Overtaken extends Error {
  readonly code = "40001";
}

/** The connection broke between COMMIT and its answer. */
export class CommitUnknown extends Error {
  readonly code = "COMMIT_UNKNOWN";

  constructor(cause: unknown) {
    super("The connection broke while COMMIT was under way.", { cause });
  }
}

/** Name of the constraint that refused, without the shard number a distributed database appends. */
export function constraintOf(error: unknown): string | undefined {
  const at = root(error);
  const name =
    typeof at.constraint_name === "string" ? at.constraint_name : /constraint "([^"]+)"/.exec(String(at.message))?.[1];
  return name?.replace(/_\d{6,}$/, "");
}
