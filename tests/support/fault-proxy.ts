// A wire with faults between the product and what it talks to (PostgreSQL, the payment server, the mail server): slow, silent, cut.
import net from "node:net";
import type { AddressInfo } from "node:net";

export type FaultProxy = {
  port: number;
  /** Every piece, in either direction, arrives so much later. */
  delay(ms: number): void;
  /** Half-open: both sides stay connected and hear nothing more. What was swallowed never arrives. */
  silence(): void;
  /** New connections are closed at once. */
  refuse(): void;
  /** Resets every connection there is. */
  cut(): void;
  /** Resets the next connection that has brought so many bytes of answers from now on. */
  cutAfter(answerBytes: number): void;
  /** Resets a connection whose client sends this: `before` it reaches the other end, or `after` it did and before the answer comes back. */
  cutAt(text: string, when: "before" | "after", times?: number): void;
  /** What clients send is changed on its way; both texts have the same length. */
  rewrite(text: string, to: string): void;
  /** How often {@link cutAt} and {@link cutAfter} have struck. */
  strikes(): number;
  /** From now on everything passes; connections that lost something are reset. */
  heal(): void;
  connections(): number;
  close(): Promise<void>;
};

type Rule = { text: Buffer; when: "before" | "after"; left: number };

/** Listens on a free port of this machine and passes on to `target`. */
export async function startFaultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  const wires = new Set<{ client: net.Socket; server: net.Socket; lossy: boolean; doomed: boolean }>();
  let delayMs = 0;
  let silent = false;
  let refusing = false;
  let answerBytes = Infinity;
  let rule: Rule | null = null;
  let rewritten: { text: Buffer; to: Buffer } | null = null;
  let strikes = 0;

  const listener = net.createServer((client) => {
    if (refusing) return void client.resetAndDestroy();
    const server = net.connect(target.port, target.host);
    const wire = { client, server, lossy: false, doomed: false };
    wires.add(wire);
    const reset = () => {
      wires.delete(wire);
      client.resetAndDestroy();
      server.resetAndDestroy();
    };
    const strike = () => {
      strikes++;
      reset();
    };
    /** Answers whether the piece may pass. */
    const asks = (part: Buffer): boolean => {
      if (rewritten)
        for (let at = part.indexOf(rewritten.text); at >= 0; at = part.indexOf(rewritten.text, at + 1))
          rewritten.to.copy(part, at);
      if (!rule || rule.left < 1 || !part.includes(rule.text)) return true;
      rule.left--;
      if (rule.when === "after") wire.doomed = true;
      else strike();
      return wire.doomed;
    };
    const answers = (part: Buffer): boolean => {
      if (wire.doomed) {
        strike();
        return false;
      }
      if (part.length < answerBytes) {
        answerBytes -= part.length;
        return true;
      }
      client.write(part.subarray(0, answerBytes), () => strike());
      answerBytes = Infinity;
      return false;
    };
    const pipe = (from: net.Socket, to: net.Socket, passes: (part: Buffer) => boolean) => {
      from.setNoDelay(true);
      from.on("data", (part: Buffer) => {
        if (silent) return void (wire.lossy = true);
        if (!passes(part)) return;
        if (delayMs === 0) to.write(part);
        else setTimeout(() => to.destroyed || to.write(part), delayMs);
      });
      from.on("error", reset);
      from.on("close", () => {
        wires.delete(wire);
        if (!silent) setTimeout(() => to.end(), delayMs);
      });
    };
    pipe(client, server, asks);
    pipe(server, client, answers);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));

  const reset = (which: (wire: { lossy: boolean }) => boolean) => {
    for (const wire of [...wires].filter(which)) {
      wires.delete(wire);
      wire.client.resetAndDestroy();
      wire.server.resetAndDestroy();
    }
  };
  return {
    port: (listener.address() as AddressInfo).port,
    delay: (ms) => void (delayMs = ms),
    silence: () => void (silent = true),
    refuse: () => void (refusing = true),
    cut: () => reset(() => true),
    cutAfter: (bytes) => void (answerBytes = bytes),
    cutAt: (text, when, times = 1) => void (rule = { text: Buffer.from(text), when, left: times }),
    rewrite(text, to) {
      if (text.length !== to.length) throw new Error("Both texts must have the same length.");
      rewritten = { text: Buffer.from(text), to: Buffer.from(to) };
    },
    strikes: () => strikes,
    heal() {
      [delayMs, silent, refusing, answerBytes, rule] = [0, false, false, Infinity, null];
      reset(({ lossy }) => lossy);
    },
    connections: () => wires.size,
    async close() {
      reset(() => true);
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

/** The same address, by way of the proxy. */
export function through(url: string, proxy: FaultProxy): string {
  const changed = new URL(url);
  changed.hostname = "127.0.0.1";
  changed.port = String(proxy.port);
  return changed.href.replace(/\/$/, url.endsWith("/") ? "/" : "");
}
