// Sends one probe and says in one word how the product answered.
export type Answer = { status: number; location: string; text: string; cookies: string[] };

export type Outcome = "in" | "sign_in_needed" | "forbidden" | "not_found" | "reason_needed" | "proof_needed" | "fault";

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    location: response.headers.get("location") ?? response.headers.get("x-action-redirect") ?? "",
    text: await response.text(),
    cookies: response.headers.getSetCookie().map((one) => one.split(";")[0]!),
  };
}

export async function askAddress(
  url: string,
  address: string,
  how: { method?: string | undefined; cookie?: string; body?: unknown } = {},
): Promise<Answer> {
  const { method = "GET", cookie = "", body } = how;
  const response = await fetch(`${url}${address}`, {
    method,
    redirect: "manual",
    headers: {
      cookie,
      ...(method === "GET"
        ? {}
        : {
            origin: url,
            ...(body instanceof FormData ? {} : { "content-type": "application/json" }),
            "idempotency-key": crypto.randomUUID(),
          }),
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  return answerOf(response);
}

/** Calls an action as React does: the arguments as JSON, the form's fields beside them. */
export async function callAction(
  url: string,
  page: string,
  id: string,
  args: unknown[],
  fields: Record<string, string>,
  cookie = "",
): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value);
  body.append("0", JSON.stringify([...args, "$K1"]));
  const headers = { cookie, origin: url, "next-action": id, accept: "text/x-component" };
  return answerOf(await fetch(`${url}${page}`, { method: "POST", redirect: "manual", headers, body }));
}

const refusals: readonly Outcome[] = ["sign_in_needed", "forbidden", "not_found", "reason_needed", "proof_needed"];

/**
 * A page that has begun its answer says the rest of it in the stream; a route and an action say a code. What an action's answer draws
 * anew beside that is the page it was called from.
 */
export function outcomeOf({ status, location, text }: Answer, kind: "page" | "route" | "action"): Outcome {
  if (status >= 500) return "fault";
  // Where a new password is asked for, nobody is turned away.
  const leads = (to: string) =>
    new RegExp(`^${to}(?!/forgotten)`).test(location) ||
    (kind === "page" && new RegExp(`NEXT_REDIRECT;(replace|push);${to}(?!/forgotten)`).test(text));
  if (leads("/sign-in")) return "sign_in_needed";
  if (leads("/account/confirm")) return "proof_needed";
  if (location) return "in";
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  if (code === "fault") return "fault";
  const said = refusals.find((one) => one === code);
  if (said) return said;
  if (status === 401) return "sign_in_needed";
  const ends = (as: number) => status === as || (kind === "page" && text.includes(`NEXT_HTTP_ERROR_FALLBACK;${as}`));
  if (ends(403)) return "forbidden";
  if (ends(404)) return "not_found";
  return "in";
}
