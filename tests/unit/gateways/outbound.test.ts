// SS-01 What we connect to is what the operator set, and nothing that anybody typed.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { mailGateway } from "../../../lib/gateways/mail.ts";
import { startMailbox } from "../../../lib/gateways/mailbox/mailbox.ts";
import { connectStripe } from "../../../lib/gateways/stripe-connection.ts";

const root = path.resolve(import.meta.dirname, "../../..");

const addresses = [
  "http://169.254.169.254/latest/meta-data",
  "http://127.0.0.1:5432/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://[::ffff:127.0.0.1]/",
  "http://0177.0.0.1/",
  "http://100.64.0.1/",
  "http://198.18.0.1/",
  "http://[::1]/",
  "gopher://127.0.0.1:25/_x",
  "file:///etc/passwd",
  "//elsewhere.example/x",
  "http://localhost.elsewhere.example/",
];

const opened: Socket[] = [];
const note = (message: unknown) => void opened.push((message as { socket: Socket }).socket);
afterEach(() => void unsubscribe("net.client.socket", note));

test("SS-01 a mail full of addresses opens one connection: to the mail server", async () => {
  const mailbox = await startMailbox({ smtpPort: 0, webPort: 0 });
  const mail = mailGateway({ smtpUrl: mailbox.smtpUrl, from: "Harbour Clinic <hello@harbour.example>" });
  subscribe("net.client.socket", note);
  for (const address of addresses)
    await mail.send({
      to: "mei@example.org",
      subject: address,
      text: address,
      html: `<img src="${address}"><link rel="stylesheet" href="${address}"><iframe src="${address}"></iframe>`,
      messageId: "outbox-1@harbour.example",
      icsAttachment: { filename: address, content: address, method: "REQUEST" },
    });
  unsubscribe("net.client.socket", note);
  const ports = new Set(opened.map((socket) => socket.remotePort));
  expect([...ports]).toEqual([Number(new URL(mailbox.smtpUrl).port)]);
  mail.close();
  await mailbox.close();
});

test("a live key goes to Stripe alone", () => {
  const webhookSecret = "whsec_long_enough";
  for (const apiBase of addresses)
    expect(() => connectStripe({ secretKey: "sk_live_abc", webhookSecret, apiBase })).toThrow("live Stripe key");
  expect(connectStripe({ secretKey: "sk_live_abc", webhookSecret }).getApiField("host")).toBe("api.stripe.com");
});

test("SS-01 nothing but the gateways and the database's driver can open a connection", () => {
  const opening =
    /\bfetch\(|\bnew (WebSocket|EventSource)\b|from "(node:)?(https?|http2|tls|dgram|dns|undici|axios)(\/|")/;
  const sockets = /import (?!type\b|\{ isIPv4, isIPv6 \})[^;]*from "node:net"/;
  const files = ["app", "lib", "db", "components"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  );
  const text = (file: string) => readFileSync(path.join(root, file), "utf8").replaceAll(/^import type .*$/gm, "");
  const able = files.filter((file) => opening.test(text(file)) || sockets.test(text(file)));
  // In the browser, to our own addresses: the page's policy lets it reach no other.
  const ours = (file: string) => /^(lib\/gateways\/|db\/wire\.ts$)/.test(file) || /^components\/.*\.tsx?$/.test(file);
  expect(able.filter((file) => !ours(file))).toEqual([]);
});
