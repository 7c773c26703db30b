// Sends a request as it is written, and judges the answer.
import { Agent, request as open } from "node:http";
import type { HostileRequest } from "./requests.ts";

/** `status` 0: the server closed the line instead of answering. */
export type RawAnswer = { status: number; type: string; body: string; headers: string };

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Waits at most thirty seconds; a server that says nothing by then is answered for with 599. */
export function sendRaw(url: string, { method, path, headers, body }: HostileRequest): Promise<RawAnswer> {
  const nothing = (status: number): RawAnswer => ({ status, type: "", body: "", headers: "" });
  return new Promise((done) => {
    const length = body ? { "content-length": String(body.length) } : {};
    const sent = open(url, { method, path, agent, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", () => done(nothing(0)));
      answer.on("end", () =>
        done({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"] ?? "",
          body: Buffer.concat(chunks).toString("utf8"),
          headers: JSON.stringify(answer.rawHeaders),
        }),
      );
    });
    sent.setTimeout(30_000, () => {
      done(nothing(599));
      sent.destroy();
    });
    sent.on("error", () => done(nothing(0)));
    sent.end(body);
  });
}

/** The framework keeps the address for the browser, in scripts and in its own format; that is no part of what a page says. */
const withoutScripts = (page: string) => page.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, "");

/** One sentence for each thing that must not be; none when all is well. */
export function wrongWith({ status, type, body, headers }: RawAnswer, canary: string): string[] {
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`${status} ${body.slice(0, 200)}`);
  const html = type.startsWith("text/html");
  const said = html ? withoutScripts(body) : type.startsWith("text/x-component") ? "" : body;
  if (status >= 400 && said.includes(canary)) wrong.push(`${status} repeats what was sent`);
  if (html && new RegExp(`<${canary}|<script>${canary}|<img src=x onerror=${canary}`, "i").test(body))
    wrong.push(`${status} has live markup`);
  // Where the framework sends somebody is an address, in its own format.
  const sentences = body.replaceAll(/"digest":"NEXT_REDIRECT;[^"]*"/g, "");
  if (new RegExp(`"(message|detail|title|code|digest)":"[^"]*${canary}`).test(sentences))
    wrong.push(`${status} repeats what was sent in a sentence`);
  if (/"code":"fault"/.test(body)) wrong.push(`${status} says that there was a fault`);
  if (headers.toLowerCase().includes(`set-cookie","${canary}`)) wrong.push("a header was put in");
  return wrong;
}
