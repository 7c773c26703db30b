// A local payment server on Stripe's wire, so that everything about money runs without Stripe and without internet.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { answerApi, scripted } from "./api.ts";
import { sweepCheckouts } from "./checkouts.ts";
import { parseClosing, parseControl, parseDispute, type Control } from "./control.ts";
import { closeDispute, openDispute, sweepDisputes, type NewDispute } from "./disputes.ts";
import { openFaults } from "./faults.ts";
import { forgetOldAnswers } from "./idempotency.ts";
import { ledgerOf, type LedgerLine } from "./ledger.ts";
import { answerPayPage } from "./pay-door.ts";
import { openState } from "./state.ts";
import { openWebhooks } from "./webhooks.ts";
import { newId, readBody } from "./wire.ts";
import type { World } from "./world.ts";

export type StandInOptions = {
  /** 0 takes a free one. Listens on 127.0.0.1 only. */
  port: number;
  /** Where signed events go; null sends none. */
  webhookUrl: string | null;
  webhookSecret: string;
  /** Kept there between runs; without it everything is forgotten at the end. */
  stateFile?: string;
  /** The clock that sessions are opened and expire by; webhook signatures always carry the real time. */
  now?: () => Date;
  /** Waits between delivery attempts, the last one repeating. */
  webhookWaitsMs?: readonly number[];
};

export type WebhookCount = { pending: number; delivered: number; lost: number };

export type StripeStandIn = {
  port: number;
  /** `http://127.0.0.1:port`, for the SDK and for browsers. */
  url: string;
  ledger(): LedgerLine[];
  control(change: Control): void;
  /** What the payer's bank does: takes a payment back, and answers the dispute's id. */
  openDispute(input: NewDispute): string;
  closeDispute(id: string, outcome: "won" | "lost"): void;
  webhooks(): WebhookCount;
  /** Resolves when no event waits for delivery; throws after `timeoutMs`. */
  webhooksDone(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
};

export async function startStripeStandIn(options: StandInOptions): Promise<StripeStandIn> {
  const store = openState(options.stateFile);
  const { state } = store;
  const faults = openFaults();
  const clock = options.now ?? (() => new Date());
  const webhooks = openWebhooks({
    url: options.webhookUrl,
    secret: options.webhookSecret,
    store,
    faults,
    ...(options.webhookWaitsMs ? { waitsMs: options.webhookWaitsMs } : {}),
  });
  const world: World = {
    state,
    now: () => Math.floor(clock().getTime() / 1000) + state.clockOffsetS,
    announce: (event) => webhooks.announce(event, world.now()),
    changed: () => store.changed(),
    payBase: "",
  };

  function control(change: Control): void {
    const { advanceSeconds = 0, ...script } = change;
    state.clockOffsetS += advanceSeconds;
    faults.script(script);
    sweep();
    webhooks.hurry();
    store.changed();
  }
  const sweep = () => {
    sweepCheckouts(world);
    sweepDisputes(world);
  };
  const count = (): WebhookCount => ({ pending: state.pending.size, delivered: state.delivered, lost: state.lost });

  function backDoor(pathname: string, body: string): object {
    const dispute = /^\/_dispute\/(\w+)$/.exec(pathname)?.[1];
    if (dispute) return closeDispute(world, dispute, parseClosing(body).outcome);
    if (pathname === "/_dispute") return openDispute(world, parseDispute(body));
    control(parseControl(body));
    return count();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const method = request.method ?? "GET";
    const body = await readBody(request);
    const pay = /^\/pay\/(\w+)(?:\/(\w+))?$/.exec(url.pathname);
    if (pay && (method === "GET" || method === "POST")) {
      const shown = answerPayPage(world, method, pay[1] ?? "", pay[2] ?? "", body);
      response.writeHead(shown.status, shown.headers).end(shown.body);
    } else if (/^\/_(control|dispute(\/\w+)?)$/.test(url.pathname) && method === "POST") {
      // Demanding JSON keeps a stray web page's form from reaching these doors.
      if (!request.headers["content-type"]?.startsWith("application/json")) return send(response, 415, "Send JSON.");
      send(response, 200, JSON.stringify(backDoor(url.pathname, body)));
    } else if (url.pathname === "/_ledger" && method === "GET") {
      send(response, 200, JSON.stringify({ ledger: ledgerOf(state), webhooks: count() }));
    } else {
      await answerRequest({ method, url, headers: request.headers, body }, response);
    }
  }

  async function answerRequest(request: Parameters<typeof answerApi>[1], response: ServerResponse): Promise<void> {
    const { pathname } = request.url;
    if (faults.delayMs() > 0) await wait(faults.delayMs());
    const before = faults.strike(pathname, "before");
    if (before && typeof before.how === "string") return spoil(response, before.how);
    const done = answerApi(world, request, before);
    const after = before ? null : faults.strike(pathname, "after");
    if (after && typeof after.how === "string") return spoil(response, after.how);
    const answered = after ? scripted(after) : done;
    send(response, answered.status, answered.body, {
      "request-id": newId("req"),
      ...(answered.replayed ? { "idempotent-replayed": "true" } : {}),
    });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent)
        send(response, 400, JSON.stringify({ error: { type: "api_error", message: String(error) } }));
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  world.payBase = `http://127.0.0.1:${port}`;
  const sweeping = setInterval(() => {
    sweep();
    forgetOldAnswers(state, world.now());
  }, 1_000);

  return {
    port,
    url: world.payBase,
    ledger: () => ledgerOf(state),
    control,
    openDispute: (input) => openDispute(world, input).id,
    closeDispute: (id, outcome) => void closeDispute(world, id, outcome),
    webhooks: count,
    async webhooksDone(timeoutMs = 10_000) {
      const end = Date.now() + timeoutMs;
      while (state.pending.size > 0) {
        if (Date.now() > end) throw new Error(`${state.pending.size} webhooks are still not delivered.`);
        await wait(10);
      }
    },
    async close() {
      clearInterval(sweeping);
      webhooks.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await store.close();
    },
  };
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers }).end(body);
}

function spoil(response: ServerResponse, how: "reset" | "hang"): void {
  if (how === "reset") response.destroy();
}
