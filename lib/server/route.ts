// The doorway of the HTTP API: bounded JSON in, JSON or an RFC 9457 problem out.
import "server-only";
import type { z } from "zod";
import { refusalOf } from "../context/again.ts";
import { env } from "../env.ts";
import { Refusal, httpStatus, type FieldProblem } from "../errors.ts";
import { tellFault } from "../log.ts";

const bodyLimitKb = 256;

export function problem(status: number, code: string, detail: string, more: Record<string, unknown> = {}): Response {
  return new Response(
    JSON.stringify({ type: `about:blank#${code}`, title: code.replaceAll("_", " "), status, code, detail, ...more }),
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...(status === 503 ? { "retry-after": "1" } : {}),
      },
    },
  );
}

export const json = (body: unknown, status = 200): Response => jsonText(JSON.stringify(body), status);

/** For a body that is written out already. */
export const jsonText = (text: string, status = 200): Response =>
  new Response(text, {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });

/** Runs a route's work and turns what it throws into a problem. Texts of faults repeat nothing of the request. */
export async function route(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal)
      return problem(httpStatus[refusal.code], refusal.code, refusal.message, {
        ...(refusal.fields.length ? { fields: refusal.fields } : {}),
        ...refusal.facts,
      });
    const id = tellFault(error);
    return problem(500, "fault", `This did not work, and nothing was changed. Mention ${id} when you ask about it.`);
  }
}

/** A browser on another site may not post here; programs without an Origin may. */
export function noForeignOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if ((origin && origin !== new URL(env().PUBLIC_URL).origin) || request.headers.get("sec-fetch-site") === "cross-site")
    throw new Refusal("forbidden", "Posts from other sites are not accepted.");
}

/** Reads at most so many kB of text. */
export async function boundedText(request: Request, mostKb = bodyLimitKb): Promise<string> {
  const most = mostKb * 1024;
  const tooLong = () => new Refusal("invalid", `The body is larger than ${mostKb} kB.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLong();
  const text = await request.text();
  if (text.length > most) throw tooLong();
  return text;
}

/** PostgreSQL keeps no text with a NUL character in it. */
function storable(name: string, value: unknown): unknown {
  if (name.includes("\0") || (typeof value === "string" && value.includes("\0")))
    throw new Refusal("invalid", "The body contains a NUL character (\\u0000); leave it out.");
  return value;
}

/** The JSON body by the room's schema. */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  mostKb = bodyLimitKb,
): Promise<z.output<S>> {
  noForeignOrigin(request);
  const text = await boundedText(request, mostKb);
  let value: unknown;
  try {
    value = JSON.parse(text || "{}", storable);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("invalid", "The body is not JSON.");
  }
  return parse(schema, value);
}

export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Some of what was sent cannot be used; see `fields`.", {
    fields: parsed.error.issues.flatMap((issue) => fieldsOf(issue)),
  });
}

/** What to mend; of several shapes that would do, the one that what was sent comes closest to. */
function fieldsOf(issue: z.core.$ZodIssue, above: PropertyKey[] = []): FieldProblem[] {
  const path = [...above, ...issue.path];
  const [closest] =
    issue.code === "invalid_union" ? issue.errors.toSorted((one, other) => one.length - other.length) : [];
  if (closest?.length) return closest.flatMap((inner) => fieldsOf(inner, path));
  return [{ field: path.map(String).join("."), message: issue.message }];
}
