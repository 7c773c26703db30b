// Sets the one header that says where a visitor comes from, before anything reads it: what the visitor sent under this name is gone.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "../env.ts";
import { visitorAddress } from "../limits/network.ts";

const header = "x-forwarded-for";

/** An https address needs a proxy in front, which is believed unless the environment says otherwise. */
const proxies = (): number => env().TRUSTED_PROXIES ?? (env().PUBLIC_URL.startsWith("https:") ? 1 : 0);

/** Once a process. Node tells of each request before its server's own listener sees it. */
export function nameVisitors(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const sent = request.headers[header];
    const forwarded = Array.isArray(sent) ? sent.join(",") : sent;
    request.headers[header] = visitorAddress(request.socket.remoteAddress ?? "", forwarded, proxies());
  });
}
