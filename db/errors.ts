// The one place that knows PostgreSQL's error codes: turns a driver error into what it means for a verb.
export type DatabaseTrouble =
  "taken" | "duplicate" | "retry" | "busy" | "unavailable" | "broken_reference" | "broken_rule" | "denied" | "other";

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
  "53100": "unavailable",
  "57P01": "unavailable",
  "57P02": "unavailable",
  "57P03": "unavailable",
  CONNECTION_CLOSED: "unavailable",
  CONNECTION_ENDED: "unavailable",
  CONNECTION_DESTROYED: "unavailable",
  CONNECT_TIMEOUT: "unavailable",
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  EPIPE: "unavailable",
};

/** What a thrown error means; `other` when it did not come from the database. */
export function troubleOf(error: unknown): DatabaseTrouble {
  const code = root(error).code;
  if (typeof code !== "string") return "other";
  return meaning[code] ?? (code.startsWith("08") ? "unavailable" : "other");
}

/** Another transaction was faster and this one has to run again from its beginning, as after a serialization failure. */
export class Overtaken extends Error {
  readonly code = "40001";
}

/** Name of the constraint that refused, without the shard number a distributed database appends. */
export function constraintOf(error: unknown): string | undefined {
  const at = root(error);
  const name =
    typeof at.constraint_name === "string" ? at.constraint_name : /constraint "([^"]+)"/.exec(String(at.message))?.[1];
  return name?.replace(/_\d{6,}$/, "");
}
