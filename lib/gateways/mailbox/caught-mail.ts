// A mail as the local mailbox keeps it.
import type { ParsedMail } from "mailparser";

export type CaughtAttachment = { filename: string; contentType: string; size: number; base64: string };

export type CaughtMail = {
  id: string;
  /** Instant of arrival, RFC 3339. */
  at: string;
  /** The addresses of the envelope, lower case: whom it really went to. */
  to: string[];
  from: string;
  subject: string;
  messageId: string;
  text: string;
  html: string;
  /** Header lines as they came, unfolded, names in lower case. */
  headers: { name: string; value: string }[];
  attachments: CaughtAttachment[];
};

export function caughtMail(id: string, at: Date, to: readonly string[], mail: ParsedMail): CaughtMail {
  return {
    id,
    at: at.toISOString(),
    to: to.map((address) => address.toLowerCase()),
    from: mail.from?.text ?? "",
    subject: mail.subject ?? "",
    messageId: mail.messageId ?? "",
    text: mail.text ?? "",
    html: mail.html || "",
    headers: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line
        .slice(line.indexOf(":") + 1)
        .replace(/\r?\n[ \t]+/g, " ")
        .trim(),
    })),
    attachments: mail.attachments.map((part, i) => ({
      filename: part.filename ?? (part.contentType === "text/calendar" ? "invitation.ics" : `attachment-${i + 1}`),
      contentType: part.contentType,
      size: part.size,
      base64: part.content.toString("base64"),
    })),
  };
}
