// Answers one API request: key, idempotency, strict parameters, then the deed.
import type { IncomingHttpHeaders } from "node:http";
import { ENDPOINTS } from "./endpoints.ts";
import type { RequestFault } from "./faults.ts";
import { recall, remember, type Answer } from "./idempotency.ts";
import { refuseUnknown } from "./params.ts";
import { StripeProblem } from "./problem.ts";
import { parseForm } from "./wire.ts";
import type { World } from "./world.ts";

export type ApiRequest = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };

/** The account that a request speaks for; empty for the key's own. */
export const accountOf = (headers: IncomingHttpHeaders): string => header(headers, "stripe-account") ?? "";

/** `spoil` is a scripted failure that strikes before the effect; it is kept under the key when it says so. */
export function answerApi(world: World, request: ApiRequest, spoil: RequestFault | null): Answer {
  const key = request.method === "POST" ? header(request.headers, "idempotency-key") : undefined;
  const encoded = request.method === "POST" ? request.body : request.url.search.slice(1);
  const fingerprint = `${request.method} ${request.url.pathname}\n${[...new URLSearchParams(encoded)].map(String).sort().join("\n")}`;
  let answer: Answer;
  let save = true;
  try {
    checkKey(request.headers);
    checkAccount(world);
    const before = key === undefined ? null : recall(world.state, key, fingerprint, world.now());
    if (before) return before;
    if (spoil) {
      save = spoil.save === true;
      answer = scripted(spoil);
    } else {
      answer = { status: 200, body: json(perform(world, request, encoded)) };
    }
  } catch (error) {
    if (!(error instanceof StripeProblem)) throw error;
    save = error.saved;
    answer = { status: error.status, body: json({ error: error.body }) };
  }
  if (key !== undefined && save) {
    remember(world.state, key, { fingerprint, status: answer.status, body: answer.body, at: world.now() });
    world.changed();
  }
  return answer;
}

export function scripted(fault: RequestFault): Answer {
  const status = typeof fault.how === "number" ? fault.how : 500;
  const message = status === 429 ? "Too many requests hit the API too quickly." : "An unknown error occurred.";
  return { status, body: json({ error: { type: status === 429 ? "invalid_request_error" : "api_error", message } }) };
}

function perform(world: World, request: ApiRequest, encoded: string): object {
  for (const endpoint of ENDPOINTS) {
    const match = endpoint.method === request.method ? endpoint.path.exec(request.url.pathname) : null;
    if (!match) continue;
    const form = parseForm(encoded);
    refuseUnknown(form, endpoint.shape);
    return endpoint.answer(world, form, match[1] ?? "");
  }
  throw new StripeProblem(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${request.method}: ${request.url.pathname}).`,
  });
}

function checkKey(headers: IncomingHttpHeaders): void {
  const given = /^Bearer (\S+)$/.exec(header(headers, "authorization") ?? "")?.[1];
  if (given && /^(sk|rk)_test_\w+$/.test(given)) return;
  const message = given
    ? "Invalid API Key provided: only sk_test_ keys work here."
    : "You did not provide an API key in the Authorization header.";
  throw new StripeProblem(401, { type: "invalid_request_error", message });
}

function checkAccount({ account, connected }: World): void {
  if (!account || connected.accounts.has(account)) return;
  throw new StripeProblem(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message:
      `The provided key does not have access to account '${account}' (or that account does not exist). ` +
      "Application access may have been revoked.",
  });
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
