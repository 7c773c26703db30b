// The outer shape of Stripe's protocol: form bodies with bracketed names in, JSON out.
import type { IncomingMessage } from "node:http";
import { randomBytes } from "node:crypto";

/** A parsed form: text at the leaves; lists are trees keyed "0", "1", … until a reader asks for a list. */
export type Form = { [name: string]: string | Form };

/** `a[b][0]=x` gives `{a: {b: {"0": "x"}}}`. */
export function parseForm(encoded: string): Form {
  const root: Form = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = [...name.matchAll(/[^[\]]+/g)].map((part) => part[0]);
    const last = path.pop();
    if (last === undefined) continue;
    let branch = root;
    for (const step of path) {
      const next = branch[step];
      branch = typeof next === "object" ? next : (branch[step] = Object.create(null) as Form);
    }
    branch[last] = value;
  }
  return root;
}

/** Reads a body of at most 256 kB; a larger one throws. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > 262_144) throw new Error("The request body is larger than 256 kB.");
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** `newId("pi")` gives `pi_` and 24 letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${Array.from(randomBytes(24), (byte) => LETTERS[byte % LETTERS.length]).join("")}`;
}
