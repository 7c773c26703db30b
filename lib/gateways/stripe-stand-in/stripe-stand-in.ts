// A local payment server on Stripe's wire, so that everything about money runs without Stripe and without internet.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { accountOf, answerApi, scripted } from "./api.ts";
import { expireCheckout, sweepCheckouts } from "./checkouts.ts";
import {
  parseAccountChange,
  parseClosing,
  parseControl,
  parseDispute,
  type AccountChange,
  type Control,
} from "./control.ts";
import { openDemoAccounts } from "./demo-accounts.ts";
import { closeDispute, openDispute, sweepDisputes, type NewDispute } from "./disputes.ts";
import { endMonth, sweepSubscriptions } from "./subscriptions.ts";
import { openFaults } from "./faults.ts";
import { forgetOldAnswers } from "./idempotency.ts";
import { ledgerOf, type LedgerLine } from "./ledger.ts";
import { deauthorize, setDue } from "./accounts.ts";
import { answerAccountPage } from "./account-pages.ts";
import { answerPayPage } from "./pay-door.ts";
import { answerReaderPage } from "./reader-page.ts";
import { booksOf, openState } from "./state.ts";
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
  /** What Stripe and its owner do to a connected account. */
  changeAccount(change: AccountChange): void;
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
  let payBase = "";
  const now = () => Math.floor(clock().getTime() / 1000) + state.clockOffsetS;
  const worldOf = (account: string): World => ({
    account,
    charges: () => account === "" || state.accounts.get(account)?.charges_enabled === true,
    state: booksOf(state, account),
    now,
    announce: (event) => webhooks.announce(event, now(), account),
    changed: () => store.changed(),
    payBase,
    connected: state,
  });
  openDemoAccounts(state.accounts, now());
  const worlds = () => ["", ...state.books.keys()].map(worldOf);
  /** The one that holds the object. */
  const holding = (id: string, of: (world: World) => ReadonlyMap<string, object>) =>
    worlds().find((one) => of(one).has(id)) ?? worldOf("");
  const ofIntent = (id: string) => holding(id, (one) => one.state.paymentIntents);
  const ofDispute = (id: string) => holding(id, (one) => one.state.disputes);

  function control(change: Control): void {
    const { advanceSeconds = 0, keptCards, endMonthOf, expireSession, ...script } = change;
    for (const { state: books } of keptCards ? worlds() : [])
      books.cardScripts.set(keptCards!.email, keptCards!.chargedLater);
    state.clockOffsetS += advanceSeconds;
    if (endMonthOf) for (const world of worlds()) endMonth(world, endMonthOf);
    if (expireSession)
      expireCheckout(
        holding(expireSession, (one) => one.state.sessions),
        expireSession,
      );
    faults.script(script);
    sweep();
    webhooks.hurry();
    store.changed();
  }
  const sweep = () => {
    for (const world of worlds()) {
      sweepCheckouts(world);
      sweepDisputes(world);
      sweepSubscriptions(world);
    }
  };
  /** Nothing is begun for an account that is not there. */
  const worldAsked = (account: string): World =>
    account === "" || state.accounts.has(account) ? worldOf(account) : { ...worldOf(""), account };
  const count = (): WebhookCount => ({ pending: state.pending.size, delivered: state.delivered, lost: state.lost });

  const newDispute = (input: NewDispute) => openDispute(ofIntent(input.paymentIntentId), input);

  function changeAccount({ account: id, due, deauthorize: gone }: AccountChange): object {
    const account = state.accounts.get(id);
    if (!account) throw new Error(`There is no account ${id}.`);
    if (due) setDue(worldOf(id), account, due);
    if (gone) deauthorize(worldOf(id), account);
    return account;
  }

  function backDoor(pathname: string, body: string): object {
    const dispute = /^\/_dispute\/(\w+)$/.exec(pathname)?.[1];
    if (dispute) return closeDispute(ofDispute(dispute), dispute, parseClosing(body).outcome);
    if (pathname === "/_dispute") return newDispute(parseDispute(body));
    if (pathname === "/_account") return changeAccount(parseAccountChange(body));
    control(parseControl(body));
    return count();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const method = request.method ?? "GET";
    const body = await readBody(request);
    const pay = /^\/pay\/(\w+)(?:\/(\w+))?$/.exec(url.pathname);
    const link = /^\/connect\/(\w+)$/.exec(url.pathname)?.[1];
    const reader = /^\/reader\/(\w+)$/.exec(url.pathname)?.[1];
    if (link && (method === "GET" || method === "POST")) {
      const shown = answerAccountPage(worldOf, method, link, body);
      response.writeHead(shown.status, shown.headers).end(shown.body);
    } else if (reader && (method === "GET" || method === "POST")) {
      const shown = answerReaderPage(
        holding(reader, (one) => one.state.readers),
        method,
        reader,
        body,
      );
      response.writeHead(shown.status, shown.headers).end(shown.body);
    } else if (pay && (method === "GET" || method === "POST")) {
      const shown = answerPayPage(
        holding(pay[1] ?? "", (one) => one.state.sessions),
        method,
        pay[1] ?? "",
        pay[2] ?? "",
        body,
      );
      response.writeHead(shown.status, shown.headers).end(shown.body);
    } else if (/^\/_(control|account|dispute(\/\w+)?)$/.test(url.pathname) && method === "POST") {
      // Demanding JSON keeps a stray web page's form from reaching these doors.
      if (!request.headers["content-type"]?.startsWith("application/json")) return send(response, 415, "Send JSON.");
      send(response, 200, JSON.stringify(backDoor(url.pathname, body)));
    } else if (url.pathname === "/_ledger" && method === "GET") {
      send(response, 200, JSON.stringify({ ledger: ledgerOf(worlds().map((one) => one.state)), webhooks: count() }));
    } else {
      await answerRequest({ method, url, headers: request.headers, body }, response);
    }
  }

  async function answerRequest(request: Parameters<typeof answerApi>[1], response: ServerResponse): Promise<void> {
    const { pathname } = request.url;
    if (faults.delayMs() > 0) await wait(faults.delayMs());
    const before = faults.strike(pathname, "before");
    if (before && typeof before.how === "string") return spoil(response, before.how);
    const done = answerApi(worldAsked(accountOf(request.headers)), request, before);
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
  payBase = `http://127.0.0.1:${port}`;
  const sweeping = setInterval(() => {
    sweep();
    for (const world of worlds()) forgetOldAnswers(world.state, now());
  }, 1_000);

  return {
    port,
    url: payBase,
    ledger: () => ledgerOf(worlds().map((one) => one.state)),
    control,
    openDispute: (input) => newDispute(input).id,
    closeDispute: (id, outcome) => void closeDispute(ofDispute(id), id, outcome),
    changeAccount: (change) => void changeAccount(change),
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
