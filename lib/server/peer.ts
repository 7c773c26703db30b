// Sets right what a request says about itself before anything reads it: where it comes from, whom it asks, and how.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "../env.ts";
import { visitorAddress } from "../limits/network.ts";
import { isReadable, isRouterState } from "./router-state.ts";

const header = "x-forwarded-for";
const written = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"];
const routerState = "next-router-state-tree";
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** An https address needs a proxy in front, which is believed unless the environment says otherwise. */
const proxies = (): number => env().TRUSTED_PROXIES ?? (env().PUBLIC_URL.startsWith("https:") ? 1 : 0);

/** Once a process. Node tells of each request before its server's own listener sees it. */
export function nameVisitors(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const sent = request.headers[header];
    const forwarded = Array.isArray(sent) ? sent.join(",") : sent;
    request.headers[header] = visitorAddress(request.socket.remoteAddress ?? "", forwarded, proxies());
    // Without a proxy of ours the visitor wrote it, and the framework would believe it.
    if (proxies() === 0) for (const name of written) delete request.headers[name];
    // What nobody can read is nobody's; the framework would answer with a fault.
    if (!isReadable(request.url ?? "/")) request.url = "/_not-found";
    const tree = request.headers[routerState];
    if (tree !== undefined && !(typeof tree === "string" && isRouterState(tree))) delete request.headers[routerState];
    // These change nothing, and the framework cannot even make a request of some.
    if (!methods.has(request.method ?? "")) request.method = "OPTIONS";
  });
}
