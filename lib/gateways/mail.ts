// The only door to SMTP: one message to one person, with a stable message id.
import { createTransport, type SendMailOptions } from "nodemailer";
import { throwMailError } from "./mail-error.ts";
import { address, fileName, headerText, messageIdOf, unsubscribeHeaders } from "./mail-headers.ts";
import { smtpOptions } from "./smtp-options.ts";

export type MailConfig = {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  smtpUrl: string;
  /** `Harbour Clinic <hello@example.org>` or the bare address. */
  from: string;
};

export type OutgoingMail = {
  /** One address and nothing else. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Derived from the outbox row, so that a repeat after a crash can be recognised: `id@host`, with or without `<>`. */
  messageId: string;
  replyTo?: string;
  icsAttachment?: { filename: string; content: string; method: "REQUEST" | "CANCEL" | "PUBLISH" };
  /** A page that asks before it unsubscribes (https, or http in development). */
  unsubscribeUrl?: string;
};

export type MailGateway = {
  /**
   * Resolves when the server has taken the message. Throws `GatewayError`: `invalid` for an address or message that
   * can never be delivered, `unavailable` for everything that may pass later.
   */
  send(mail: OutgoingMail): Promise<{ messageId: string }>;
  /** Closes the pooled connections; a message on its way is finished first. */
  close(): void;
};

export function mailGateway(config: MailConfig): MailGateway {
  const transport = createTransport(smtpOptions(config.smtpUrl));
  const from = sender(config.from);

  return {
    async send(mail) {
      const message: SendMailOptions = {
        from,
        to: { name: "", address: address(mail.to) },
        ...(mail.replyTo ? { replyTo: { name: "", address: address(mail.replyTo) } } : {}),
        subject: headerText(mail.subject),
        messageId: messageIdOf(mail.messageId),
        text: mail.text,
        html: mail.html,
        headers: {
          "Auto-Submitted": "auto-generated",
          "X-Auto-Response-Suppress": "OOF, AutoReply",
          ...(mail.unsubscribeUrl ? unsubscribeHeaders(mail.unsubscribeUrl) : {}),
        },
        // A body that names a file or an address must never make the server read it.
        disableFileAccess: true,
        disableUrlAccess: true,
        ...(mail.icsAttachment
          ? { icalEvent: { ...mail.icsAttachment, filename: fileName(mail.icsAttachment.filename) } }
          : {}),
      };
      try {
        const sent = await transport.sendMail(message);
        return { messageId: sent.messageId };
      } catch (error) {
        throwMailError(error);
      }
    },

    close: () => transport.close(),
  };
}

function sender(from: string): { name: string; address: string } {
  const parts = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>]+)>|([^<>\s]+))\s*$/.exec(from);
  if (!parts) throw new Error('The sender must look like "Clinic <hello@example.org>".');
  return { name: headerText(parts[1] ?? ""), address: address(parts[2] ?? parts[3] ?? "") };
}
