// The one way to write a log line: a sentence of ours and fields from a closed list. Whatever else is there is left out, whoever asks.
import { randomUUID } from "node:crypto";

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Nothing that a person typed, no address, no token: ids and words of our own, and figures. */
const shapes = {
  /** What a person may mention when they ask about it. */
  fault: /^[0-9a-f]{8}$/,
  /** The same, as the page that could not be made shows it. */
  digest: /^[\w@;-]{1,60}$/,
  /** The class of an error; never its message, which repeats what it is about. */
  error: /^[A-Za-z]{1,60}$/,
  /** PostgreSQL's or the system's code of the error, or a refusal's. */
  code: /^([A-Z0-9_]{1,40}|[a-z_]{1,40})$/,
  /** Where in our own code, innermost first. */
  at: /^[\w@./:()[\]\s<>$,#-]{1,3000}$/,
  /** A job or another part of the product. */
  part: /^[a-z][\w. -]{0,60}$/i,
  clinicId: id,
  outboxId: id,
  ms: /^\d{1,9}$/,
  count: /^\d{1,9}$/,
} satisfies Record<string, RegExp>;

export type LogFields = { [name in keyof typeof shapes]?: string | number };

/** What of `fields` may stand in a log: known names whose values look as they should. */
export function allowed(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shapes).flatMap(([name, shape]) => {
      const value = fields[name];
      if (typeof value !== "string" && typeof value !== "number") return [];
      return [[name, shape.test(String(value)) ? String(value) : "(left out)"]];
    }),
  );
}

const frame = /^at .*(:\d+:\d+\)?|\(<anonymous>\))$/;

/** Class, code and place of whatever was thrown. The stack begins with the message, which could look like a place. */
export function faultFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: "unknown" };
  const stack = error.stack ?? "";
  const said = stack.indexOf(error.message);
  const frames = stack
    .slice(said < 0 ? 0 : said + error.message.length)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => frame.test(line))
    .slice(0, 6);
  const digest = "digest" in error && typeof error.digest === "string" ? { digest: error.digest } : {};
  return { error: error.name, ...digest, ...codeOf(error, 0), ...(frames.length ? { at: frames.join("\n  ") } : {}) };
}

function codeOf(error: unknown, depth: number): { code?: string } {
  if (!(error instanceof Error) || depth > 4) return {};
  if ("code" in error && typeof error.code === "string") return { code: error.code };
  return codeOf(error.cause, depth + 1);
}

/** `event` is a sentence of ours with nothing put into it. */
export function logFault(event: string, fields: LogFields = {}): void {
  const line = [event, ...Object.entries(allowed(fields)).map(([name, value]) => `${name}=${value}`)].join(" ");
  process.stderr.write(`${line}\n`);
}

/** Logs a fault and answers the id under which a person may ask about it. */
export function tellFault(error: unknown): string {
  const fault = randomUUID().slice(0, 8);
  logFault("fault", { fault, ...faultFields(error) });
  return fault;
}

/**
 * From now on what libraries say on their own is held to the same list: of an error its class, code and place, of anything else only
 * that there was something. A failed statement, for one, carries its values in its message.
 */
export function redactConsole(): void {
  for (const level of ["error", "warn"] as const)
    console[level] = (...said: unknown[]) => {
      const errors = said.filter((one) => one instanceof Error);
      if (!errors.length) logFault("a library said something that is left out");
      for (const error of errors) logFault("fault in a library or a page", faultFields(error));
    };
}
