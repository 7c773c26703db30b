// Delivers signed events until the other side says 2xx, and misbehaves on request.
import Stripe from "stripe";
import type { Delivery, StateStore } from "./state.ts";
import type { WebhookFaults } from "./faults.ts";
import { postEvent } from "./post-event.ts";
import { newId } from "./wire.ts";
import type { Announcement } from "./world.ts";

const AT_ONCE = 8;
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60 * 1000;
/** Waits between attempts; the last one repeats. */
const WAITS_MS: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

export type Webhooks = {
  /** `account`: whose the object is; empty for the key's own. */
  announce(event: Announcement, created: number, account: string): void;
  /** Tries everything that waits for its next attempt right away. */
  hurry(): void;
  close(): void;
};

/** `url` null keeps quiet: events are made, counted as delivered and sent nowhere. */
export function openWebhooks(input: {
  url: string | null;
  secret: string;
  store: StateStore;
  faults: WebhookFaults;
  waitsMs?: readonly number[];
}): Webhooks {
  const { url, secret, store, faults, waitsMs = WAITS_MS } = input;
  const { pending } = store.state;
  const busy = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  function pump(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (closed || url === null) return;
    let next = Infinity;
    for (const [key, delivery] of pending) {
      if (busy.size >= AT_ONCE) return;
      if (busy.has(key)) continue;
      if (delivery.nextAt <= Date.now()) void attempt(key, delivery, url);
      else next = Math.min(next, delivery.nextAt);
    }
    if (next < Infinity) timer = setTimeout(pump, Math.max(5, next - Date.now()));
  }

  async function attempt(key: string, delivery: Delivery, to: string): Promise<void> {
    busy.add(key);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: delivery.payload, secret });
    const taken = await postEvent(to, delivery.payload, signature);
    busy.delete(key);
    delivery.attempts += 1;
    if (taken) {
      pending.delete(key);
      store.state.delivered += 1;
    } else if (Date.now() - delivery.firstAt > GIVE_UP_AFTER_MS) {
      pending.delete(key);
      store.state.lost += 1;
    } else {
      delivery.nextAt = Date.now() + (waitsMs[Math.min(delivery.attempts, waitsMs.length) - 1] ?? 60_000);
    }
    store.changed();
    pump();
  }

  // What an earlier run could not deliver goes out soon after this one starts.
  setImmediate(pump);

  return {
    announce(event, created, account) {
      const body: Stripe.EventBase = {
        id: newId("evt"),
        object: "event",
        api_version: Stripe.API_VERSION,
        created,
        data: { object: event.object },
        livemode: false,
        pending_webhooks: 1,
        request: { id: newId("req"), idempotency_key: null },
        type: event.type,
        ...(account ? { account } : {}),
      };
      const payload = JSON.stringify(body, null, 2);
      if (url === null) store.state.delivered += 1;
      else if (faults.loses()) store.state.lost += 1;
      else {
        for (let copy = 0; copy < faults.copies(); copy += 1) {
          const at = Date.now();
          const wait = faults.waitMs();
          pending.set(`${body.id}#${copy}`, { eventId: body.id, payload, attempts: 0, firstAt: at, nextAt: at + wait });
        }
      }
      store.changed();
      // After the answer to the request that caused it, as from afar.
      setImmediate(pump);
    },
    hurry() {
      for (const delivery of pending.values()) delivery.nextAt = Date.now();
      pump();
    },
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}
