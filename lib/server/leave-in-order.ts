// How a web process ends when it is told to: it takes no new connections, answers what was asked, and lets every kept connection go.
import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/** Whoever is still waiting then has waited for longer than any answer takes. */
const longestMs = 8_000;

/**
 * The server itself stops listening and waits for its connections. A browser that keeps one open and goes on asking would hold it for
 * ever, so each answer from now on closes its own.
 */
export function leaveInOrder(): void {
  let leaving = false;
  process.once("SIGTERM", () => {
    leaving = true;
    setTimeout(() => process.exit(0), longestMs).unref();
  });
  subscribe("http.server.request.start", (message) => {
    if (leaving) (message as { response: ServerResponse }).response.shouldKeepAlive = false;
  });
}
