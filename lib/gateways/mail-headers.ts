// Keeps what people type out of the structure of a mail: every header value passes through here.
import { GatewayError } from "./gateway-error.ts";

const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** One line of text; line breaks and control characters, which could start a new header, become a space. */
export function headerText(value: string): string {
  return value.replace(CONTROL, " ").replace(/ {2,}/g, " ").trim();
}

/** Exactly one mailbox, as it came. Throws `GatewayError` `invalid` on lists, names, comments and control characters. */
export function address(value: string): string {
  const plain = /^[^\s\p{Cc}@<>()[\],;:\\"]{1,64}@[^\s\p{Cc}@<>()[\],;:\\"]{1,253}$/u;
  if (!plain.test(value)) {
    throw new GatewayError("invalid", "This is not one e-mail address.", { code: "bad_address" });
  }
  return value;
}

/** `<id@host>`. Throws `GatewayError` `invalid` when it is not one id. */
export function messageIdOf(value: string): string {
  const bare = value.startsWith("<") && value.endsWith(">") ? value.slice(1, -1) : value;
  if (!/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$/.test(bare)) {
    throw new GatewayError("invalid", "A message id must look like id@host.", { code: "bad_message_id" });
  }
  return `<${bare}>`;
}

/** A name without a path, a line break or a quote in it. */
export function fileName(value: string): string {
  return (
    headerText(value)
      .replace(/[/\\"<>:|?*]/g, "-")
      .slice(0, 100) || "attachment"
  );
}

/** The two headers of RFC 8058, by which mail programs offer one click. */
export function unsubscribeHeaders(url: string): Record<string, string> {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) {
    throw new GatewayError("invalid", "The unsubscribe link must be an http or https address.", { code: "bad_link" });
  }
  return { "List-Unsubscribe": `<${parsed.href}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}
