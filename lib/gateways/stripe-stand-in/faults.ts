// Trouble on request: refused or cut requests, slowness, and webhooks that are lost, doubled or shuffled.

export type RequestFault = {
  /** How many matching requests it still spoils. */
  times: number;
  /** Before the request has its effect, or after. */
  when: "before" | "after";
  /** `reset` cuts the connection, `hang` never answers, a number is the HTTP status to answer with. */
  how: "reset" | "hang" | number;
  /** Only requests whose path starts with this. */
  path?: string;
  /** Keep the refusal under the idempotency key, as Stripe does with a 500 of its own. */
  save?: boolean;
};

export type FaultScript = {
  fail?: RequestFault | null;
  delayMs?: number;
  dropWebhooksPercent?: number;
  /** How often each event is sent; 1 is normal. */
  webhookCopies?: number;
  /** Spreads events over this many milliseconds, so that they come in any order; 0 is normal. */
  shuffleWebhooksMs?: number;
  /** Makes the two chances above repeatable. */
  seed?: number;
};

export type WebhookFaults = { loses(): boolean; copies(): number; waitMs(): number };

export type Faults = WebhookFaults & {
  script(next: FaultScript): void;
  delayMs(): number;
  /** Takes one from the scripted failure when it fits. */
  strike(path: string, when: "before" | "after"): RequestFault | null;
};

export function openFaults(): Faults {
  let current: FaultScript = {};
  let random = seeded(1);
  return {
    script(next) {
      current = { ...current, ...next };
      if (next.seed !== undefined) random = seeded(next.seed);
    },
    delayMs: () => current.delayMs ?? 0,
    loses: () => random() * 100 < (current.dropWebhooksPercent ?? 0),
    copies: () => Math.max(1, current.webhookCopies ?? 1),
    waitMs: () => Math.floor(random() * (current.shuffleWebhooksMs ?? 0)),
    strike(path, when) {
      const fault = current.fail;
      if (!fault || fault.times < 1 || fault.when !== when || !path.startsWith(fault.path ?? "/")) return null;
      current = { ...current, fail: { ...fault, times: fault.times - 1 } };
      return fault;
    },
  };
}

/** Mulberry32: small, even enough, and the same for the same seed. */
function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
