// How we talk to a mail server: few pooled connections, short waits, encrypted unless it runs on this machine.
import type { SMTPPoolOptions } from "nodemailer";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A server on another machine must offer STARTTLS, because mails name people and times;
 * `?requireTLS=false` in the address lets go of that, for a relay on a private network.
 */
export function smtpOptions(smtpUrl: string): SMTPPoolOptions & { pool: true } {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
  if (!url || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "") {
    throw new Error("The mail server's address must look like smtp://user:password@host:587: set SMTP_URL.");
  }
  const secure = url.protocol === "smtps:";
  const loopback = LOOPBACK.has(url.hostname);
  return {
    pool: true,
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !loopback && url.searchParams.get("requireTLS") !== "false",
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    maxConnections: 3,
    // A message whose connection broke may have been taken: the outbox decides about a repeat, not the pool.
    maxRequeues: 0,
    idleTimeout: 20_000,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    dnsTimeout: 5_000,
    socketTimeout: 10_000,
  };
}
