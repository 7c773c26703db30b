// How a web process ends when it is told to: it takes no new connections, answers what was asked, and lets every kept connection go.
import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/** Whoever is still waiting then has waited for longer than any answer takes. */
const longestMs = 8_000;

const shared = globalThis as typeof globalThis & { taperLeaving?: AbortController };

/** Aborted once this process is to end; for answers that have no end of their own. */
export const leaving = (): AbortSignal => (shared.taperLeaving ??= new AbortController()).signal;

/**
 * The server itself stops listening and waits for its connections. A browser that keeps one open and goes on asking would hold it for
 * ever, so each answer from now on closes its own.
 */
export function leaveInOrder(): void {
  const signal = leaving();
  process.once("SIGTERM", () => {
    shared.taperLeaving?.abort();
    setTimeout(() => process.exit(0), longestMs).unref();
  });
  subscribe("http.server.request.start", (message) => {
    if (signal.aborted) (message as { response: ServerResponse }).response.shouldKeepAlive = false;
  });
}
