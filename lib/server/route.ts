// The doorway of the HTTP API: limits, then bounded JSON in, JSON or an RFC 9457 problem out.
import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { noteRefused } from "../audit/note-refused.ts";
import { refusalOf } from "../context/again.ts";
import { env } from "../env.ts";
import { Refusal, httpStatus } from "../errors.ts";
import type { LimitName } from "../limits/limits.ts";
import { tellFault } from "../log.ts";
import { fieldProblems } from "./field-problems.ts";
import { readJson } from "./json-text.ts";
import { countVisitor } from "./visitor.ts";

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
        ...("retryAfterSec" in more ? { "retry-after": String(more["retryAfterSec"]) } : {}),
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

/** What a route is before it is anything else. */
export type RouteDoor = {
  /** Counted by the visitor's network; `clinic` counts apart for each. Not for staff, who are known. */
  limit?: LimitName;
  clinic?: string;
  /** For programs that sign what they send, such as Stripe: posts need no origin, and no JSON is read here. */
  signed?: boolean;
};

/**
 * Runs a route's work and turns what it throws into a problem. Whatever changes something is refused to browsers on other sites.
 * Texts of faults repeat nothing of the request.
 */
export async function route(request: Request, door: RouteDoor, work: () => Promise<Response>): Promise<Response> {
  try {
    if (request.method !== "GET" && request.method !== "HEAD" && !door.signed) noForeignOrigin(request);
    if (door.limit) await countVisitor(door.limit, door.clinic, request.headers);
    return await work();
  } catch (error) {
    // A redirect is thrown too.
    unstable_rethrow(error);
    await noteRefused(error);
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

/** Reads at most so many kB, and not a byte further, whatever length was announced. Refuses with `too_large`. */
async function boundedBytes(request: Request, mostKb: number): Promise<Buffer<ArrayBuffer>> {
  const most = mostKb * 1024;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw new Refusal("too_large", `The body is larger than ${mostKb} kB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** {@link boundedBytes} as text. */
export const boundedText = async (request: Request, mostKb = bodyLimitKb): Promise<string> =>
  (await boundedBytes(request, mostKb)).toString("utf8");

/** What a form with files holds; of a repeated name the last. What files are called, and what they call themselves, stays outside. */
export type SentForm = { texts: Record<string, string>; files: Record<string, Uint8Array> };

/** Refuses with `wrong_type`, `too_large` or `invalid`. */
export async function readForm(request: Request, mostKb: number): Promise<SentForm> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data *;/i.test(type))
    throw new Refusal("wrong_type", "Send the file as a form does, as multipart/form-data.");
  const bytes = await boundedBytes(request, mostKb);
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
  if (!form) throw new Refusal("invalid", "This is no form. Open the page again, and send it from there.");
  const texts = Object.create(null) as SentForm["texts"];
  const files = Object.create(null) as SentForm["files"];
  for (const [name, value] of form) {
    // PostgreSQL keeps no text with the sign that is taken out.
    if (typeof value === "string") texts[name] = value.replaceAll("\0", "").toWellFormed();
    else files[name] = new Uint8Array(await value.arrayBuffer());
  }
  return { texts, files };
}

/** The JSON body by the room's schema. Refuses with `wrong_type`, `too_large` or `invalid`. */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  mostKb = bodyLimitKb,
): Promise<z.output<S>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json *(;|$)/i.test(type))
    throw new Refusal("wrong_type", "Send the body as JSON, with the header `content-type: application/json`.");
  return parse(schema, readJson(await boundedText(request, mostKb)));
}

export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Some of what was sent cannot be used; see `fields`.", {
    fields: fieldProblems(schema, parsed.error),
  });
}
