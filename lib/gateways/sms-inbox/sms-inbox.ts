// A local service of text messages: takes what is sent, shows it on a page, and carries answers back. Everything is forgotten at the end.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { pageHeaders } from "../../html-page.ts";
import { smsSignature } from "../sms.ts";
import { inboxPage, type CaughtText } from "./inbox-page.ts";

export type { CaughtText } from "./inbox-page.ts";

export type SmsInboxOptions = {
  /** 0 takes a free one. Listens on 127.0.0.1 only. */
  port: number;
  account: string;
  token: string;
  /** Where answers are posted to. */
  replyUrl: string;
  /** Told of each text once it is kept, before its sender hears so. */
  heard?: (text: CaughtText) => void;
};

export type SmsInbox = {
  url: string;
  /** Newest first. */
  texts(to?: string): CaughtText[];
  /** A person answers from their number; the status that our side gave. */
  reply(from: string, body: string): Promise<number>;
  /** Answers the next messages with this status: 503 asks to try later, 400 refuses for good. */
  refuseNext(times: number, status: number): void;
  close(): Promise<void>;
};

const mostKept = 2_000;

export async function startSmsInbox({ port, account, token, replyUrl, heard }: SmsInboxOptions): Promise<SmsInbox> {
  let kept: CaughtText[] = [];
  let refusal = { times: 0, status: 503 };
  const list = (to = "") => kept.filter((text) => !to || text.to === to).toReversed();
  const key = Buffer.from(`Basic ${Buffer.from(`${account}:${token}`).toString("base64")}`);

  async function reply(from: string, body: string): Promise<number> {
    const fields = { From: from, To: account, Body: body, MessageSid: `SM${randomBytes(16).toString("hex")}` };
    const answer = await fetch(replyUrl, {
      method: "POST",
      headers: { "x-twilio-signature": smsSignature(token, replyUrl, fields) },
      body: new URLSearchParams(fields),
    });
    return answer.status;
  }

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://texts");
      const showing = (said = "") =>
        response.writeHead(200, pageHeaders()).end(inboxPage(list(url.searchParams.get("to") ?? ""), said));
      if (request.method === "GET" && url.pathname === "/") return showing();
      if (request.method === "GET" && url.pathname === "/api/texts")
        return response
          .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
          .end(JSON.stringify(list(url.searchParams.get("to") ?? "")));
      if (request.method !== "POST") return response.writeHead(405).end();
      const fields = await formOf(request);
      if (url.pathname === "/reply") {
        const status = await reply(fields.get("from") ?? "", fields.get("body") ?? "");
        return showing(status === 200 ? "Your answer has arrived." : `The answer was not taken (${status}).`);
      }
      const given = Buffer.from(request.headers.authorization ?? "");
      const known = given.length === key.length && timingSafeEqual(given, key);
      const answer = (status: number, body: object) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      if (!known || url.pathname !== `/2010-04-01/Accounts/${account}/Messages.json`)
        return answer(known ? 404 : 401, { code: known ? 20404 : 20003 });
      if (refusal.times > 0) {
        refusal = { ...refusal, times: refusal.times - 1 };
        return answer(refusal.status, { code: refusal.status });
      }
      const [to, body] = [fields.get("To") ?? "", fields.get("Body") ?? ""];
      if (!to || !body) return answer(400, { code: 21602 });
      const text = { id: `SM${randomBytes(16).toString("hex")}`, at: new Date().toISOString(), to, body };
      kept = [...kept, text].slice(-mostKept);
      heard?.(text);
      return answer(201, { sid: text.id, status: "queued" });
    })().catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts: list,
    reply,
    refuseNext(times, status) {
      refusal = { times, status };
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 64_000) break;
  }
  return new URLSearchParams(body);
}
