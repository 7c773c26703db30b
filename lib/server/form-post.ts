// Looks at what is posted to a page before the framework unpacks it: what no form of ours sends is refused here, by its shape alone.
import { Refusal } from "../errors.ts";
import { depthOf, deepest, isStorable } from "./json-text.ts";

const formLimitKb = 256;

/**
 * The few references that forms of ours use: the form itself, what is not there, dates, the arguments an action is bound to, and texts
 * that begin with the sign. Others would have the framework build things that no action takes.
 */
const reference = /^\$(?:\$[\s\S]*|K[0-9a-f]{1,3}|@1|undefined|D\d{4}-[\d:.TZ+-]+|NaN|-?Infinity|-0)$/;

const notOurs = () => new Refusal("invalid", "This is no form of ours. Open the page again, and send it from there.");

/** Refuses with `wrong_type`, `too_large` or `invalid`. `action` is the header by which a script names the action it calls. */
export async function mustBeForm(post: Request, action: string | null): Promise<void> {
  const type = post.headers.get("content-type") ?? "";
  const multipart = /^multipart\/form-data *;/i.test(type);
  if (!multipart && !(action !== null && /^text\/plain *(;|$)/i.test(type)))
    throw new Refusal("wrong_type", "Forms are sent as multipart/form-data.");
  if (action !== null && !/^[0-9a-f]{42}$/.test(action)) throw notOurs();
  const bytes = await bounded(post);
  if (!multipart) return mustBeArguments(new TextDecoder().decode(bytes));
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
  if (form === null) throw notOurs();
  if (action !== null) mustBeArguments(form.get("0"));
  for (const [name, value] of form) {
    // Names are ours, and plain; the framework's own reader takes no others.
    if (/[^\x20-\x7e]/.test(name)) throw notOurs();
    if (name.startsWith("$ACTION")) mustBeOurs(name, value);
  }
}

async function bounded(post: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Not iterated: leaving that early waits for the body to be given up, which a copy's other half never does.
  const reader = post.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > formLimitKb * 1024) throw new Refusal("too_large", `A form has at most ${formLimitKb} kB.`);
    chunks.push(part.value);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

/** What a form without scripts carries along: which action, and what it is bound to. */
function mustBeOurs(name: string, value: FormDataEntryValue): void {
  // Forms of a page are numbered as they stand in it.
  if (/^\$ACTION_(REF_\w{1,12}|KEY|ID_[0-9a-f]{42})$/.test(name)) return;
  if (/^\$ACTION_\w{1,12}:1$/.test(name)) return mustBeArguments(value);
  if (!/^\$ACTION_\w{1,12}:0$/.test(name)) throw notOurs();
  const named = parsed(value);
  if (typeof named !== "object" || named === null || Array.isArray(named)) throw notOurs();
  const { id, bound } = named as Record<string, unknown>;
  if (typeof id !== "string" || !/^[0-9a-f]{42}$/.test(id) || (bound !== "$@1" && bound !== null)) throw notOurs();
}

function mustBeArguments(value: FormDataEntryValue | null): void {
  const given = parsed(value);
  if (!Array.isArray(given) || given.length > 8) throw notOurs();
}

function parsed(value: FormDataEntryValue | null): unknown {
  if (typeof value !== "string" || depthOf(value) > deepest) throw notOurs();
  try {
    return JSON.parse(value, (name, inner: unknown) => {
      if (!isStorable(name) || !isStorable(inner)) throw notOurs();
      if (typeof inner === "string" && inner.startsWith("$") && !reference.test(inner)) throw notOurs();
      return inner;
    }) as unknown;
  } catch {
    throw notOurs();
  }
}
