// Posts one event to the webhook address and says whether it was taken.
import http from "node:http";
import https from "node:https";

const TIMEOUT_MS = 10_000;

/** True on 2xx only: Stripe counts a redirect as a refusal. Never throws. */
export function postEvent(url: string, payload: string, signature: string): Promise<boolean> {
  const target = new URL(url);
  const client = target.protocol === "https:" ? https : http;
  // A bare system may not resolve localhost, yet the application insists on being called by that name.
  const host = target.hostname === "localhost" ? "127.0.0.1" : target.hostname;
  return new Promise((resolve) => {
    const request = client.request(
      {
        host,
        port: target.port || (client === https ? 443 : 80),
        path: `${target.pathname}${target.search}`,
        method: "POST",
        timeout: TIMEOUT_MS,
        headers: {
          host: target.host,
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(payload),
          "stripe-signature": signature,
          "user-agent": "Stripe/1.0 (local stand-in)",
        },
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        answer.on("error", () => resolve(false));
        answer.on("end", () => resolve(status >= 200 && status < 300));
        answer.resume();
      },
    );
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
    request.on("close", () => resolve(false));
    request.end(payload);
  });
}
