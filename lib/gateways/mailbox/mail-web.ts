// The mailbox over HTTP: pages for people, JSON for tests.
import { createServer, type Server, type ServerResponse } from "node:http";
import { pageHeaders } from "../../html-page.ts";
import type { CaughtMail } from "./caught-mail.ts";
import { listPage, mailPage, missingPage } from "./mail-pages.ts";
import type { MailStore } from "./mail-store.ts";

export function createMailWeb(store: MailStore): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://mailbox");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return response.writeHead(405, { allow: "GET, HEAD" }).end();
    }
    const to = url.searchParams.get("to") ?? "";
    if (url.pathname === "/") return show(response, 200, listPage(store.list(to), to));
    if (url.pathname === "/api/mails") {
      const mails = store
        .list(to)
        .map((mail) => ({ ...mail, attachments: mail.attachments.map((part, i) => linkTo(mail, part, i)) }));
      return response
        .writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
        .end(JSON.stringify(mails));
    }
    const path = /^\/mails\/([\w-]+)(?:\/(html)|\/attachments\/(\d+))?$/.exec(url.pathname);
    const mail = path?.[1] ? store.find(path[1]) : undefined;
    if (!path || !mail) return show(response, 404, missingPage());
    if (path[2]) return showHtml(response, mail);
    if (path[3]) return download(response, mail, Number(path[3]));
    show(response, 200, mailPage(mail));
  });
}

function linkTo(mail: CaughtMail, part: CaughtMail["attachments"][number], i: number) {
  const { filename, contentType, size } = part;
  return { filename, contentType, size, path: `/mails/${mail.id}/attachments/${i}` };
}

function show(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, pageHeaders()).end(body);
}

/** The mail's own HTML runs nothing, loads nothing and opens its links in a new tab. */
function showHtml(response: ServerResponse, mail: CaughtMail): void {
  response
    .writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    })
    .end(`<base target="_blank">${mail.html}`);
}

function download(response: ServerResponse, mail: CaughtMail, index: number): void {
  const part = mail.attachments[index];
  if (!part) return show(response, 404, missingPage());
  const name = part.filename.replace(/[^\w. -]/g, "_");
  response
    .writeHead(200, {
      "content-type": /^text\/calendar\b|^application\/ics\b/.test(part.contentType)
        ? "text/calendar; charset=utf-8"
        : "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    })
    .end(Buffer.from(part.base64, "base64"));
}
