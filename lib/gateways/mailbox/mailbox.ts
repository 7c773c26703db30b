// A local mail server that keeps everything, delivers nothing, and shows it on a page.
import { randomUUID } from "node:crypto";
import type { AddressInfo, Server } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { caughtMail, type CaughtMail } from "./caught-mail.ts";
import { openMailStore } from "./mail-store.ts";
import { createMailWeb } from "./mail-web.ts";

export type MailboxOptions = {
  /** 0 takes a free one. Both listen on 127.0.0.1 only. */
  smtpPort: number;
  webPort: number;
  /** One JSON line a mail; without it everything is forgotten at the end. */
  dataFile?: string;
  /** Told of each mail once it is kept, before its sender hears so. */
  heard?: (mail: CaughtMail) => void;
};

export type Mailbox = {
  smtpPort: number;
  webPort: number;
  smtpUrl: string;
  webUrl: string;
  /** Newest first. */
  mails(to?: string): CaughtMail[];
  /** Answers the next mails with this SMTP code: 451 asks to try later, 550 refuses for good. */
  refuseNext(times: number, code: number): void;
  close(): Promise<void>;
};

export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = openMailStore(options.dataFile);
  let refusal = { times: 0, code: 451 };

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: 10 * 1024 * 1024,
    closeTimeout: 500,
    onRcptTo(_address, _session, callback) {
      if (refusal.times < 1) return callback();
      refusal = { ...refusal, times: refusal.times - 1 };
      callback(Object.assign(new Error("Refused on request"), { responseCode: refusal.code }));
    },
    onData(stream, session, callback) {
      const to = session.envelope.rcptTo.map((recipient) => recipient.address);
      simpleParser(stream)
        .then(async (parsed) => {
          const mail = caughtMail(randomUUID(), new Date(), to, parsed);
          await store.add(mail);
          options.heard?.(mail);
        })
        .then(
          () => callback(null),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
    },
  });
  // A client that breaks off is its own affair.
  smtp.on("error", () => undefined);
  const web = createMailWeb(store);
  const smtpPort = await listening(smtp.server, () => smtp.listen(options.smtpPort, "127.0.0.1"));
  const webPort = await listening(web, () => web.listen(options.webPort, "127.0.0.1"));

  return {
    smtpPort,
    webPort,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    webUrl: `http://127.0.0.1:${webPort}`,
    mails: (to) => store.list(to),
    refuseNext(times, code) {
      refusal = { times, code };
    },
    async close() {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => web.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
      await store.flush();
    },
  };
}

async function listening(server: Server, listen: () => unknown): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
    listen();
  });
  return (server.address() as AddressInfo).port;
}
