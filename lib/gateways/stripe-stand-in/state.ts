// Everything the stand-in remembers, and how it survives a restart.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type Stripe from "stripe";
import { faultFields, logFault } from "../../log.ts";
import type { TestCard } from "./cards.ts";
import type { Payer } from "./payment-objects.ts";
import type { Band } from "./prices.ts";
import type { SubscriptionMemo } from "./subscribe.ts";

export type SavedAnswer = { fingerprint: string; status: number; body: string; at: number };

/** One event on its way to the webhook address. */
export type Delivery = {
  eventId: string;
  payload: string;
  attempts: number;
  /** Real time, epoch milliseconds, like `nextAt`. */
  firstAt: number;
  nextAt: number;
};

/** What the pay page needs and Stripe's session object does not show. */
export type CheckoutMemo = {
  itemName: string;
  paymentDescription: string | null;
  paymentMetadata: Record<string, string>;
  /** The card that pays stays with the customer. */
  keepsCard?: boolean;
  applicationFeeMinor?: number;
  /** What begins when the page is paid. */
  subscription?: SubscriptionMemo;
  /** What follows, in words. */
  recurs?: string;
  /** A payment waiting for the bank's authentication step. */
  awaiting: Payer | null;
};

/** The objects of one account: the key's own, or a connected one. Nothing of one is seen from another. */
export type Books = {
  sessions: Map<string, Stripe.Checkout.Session>;
  memos: Map<string, CheckoutMemo>;
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  disputes: Map<string, Stripe.Dispute>;
  customers: Map<string, Stripe.Customer>;
  setupIntents: Map<string, Stripe.SetupIntent>;
  paymentMethods: Map<string, Stripe.PaymentMethod>;
  products: Map<string, Stripe.Product>;
  prices: Map<string, Stripe.Price>;
  /** Of the prices that go by bands. */
  bands: Map<string, Band[]>;
  subscriptions: Map<string, Stripe.Subscription>;
  invoices: Map<string, Stripe.Invoice>;
  terminalLocations: Map<string, Stripe.Terminal.Location>;
  readers: Map<string, Stripe.Terminal.Reader>;
  /** Which intent pays which bill. */
  invoiceIntents: Map<string, string>;
  trialsTold: Map<string, true>;
  /** What kept cards of an e-mail address do from now on when a bill is asked of them, whatever their number says. */
  cardScripts: Map<string, TestCard["chargedLater"]>;
  answers: Map<string, SavedAnswer>;
};

export type State = Books & {
  /** Connected accounts, and the objects of each. */
  accounts: Map<string, Stripe.Account>;
  books: Map<string, Books>;
  /** Pages to finish an account on, by their key. */
  accountLinks: Map<string, AccountLinkMemo>;
  pending: Map<string, Delivery>;
  delivered: number;
  lost: number;
  /** Seconds that the control door has moved the clock. */
  clockOffsetS: number;
};

export type AccountLinkMemo = { account: string; returnUrl: string; refreshUrl: string; expiresAt: number };

export type StateStore = {
  state: State;
  /** Says that something changed; written within a fraction of a second. */
  changed(): void;
  /** Resolves when all changes are on disk; what a late webhook answer changes after that is not kept. */
  close(): Promise<void>;
};

const BOOKS = [
  "sessions",
  "memos",
  "paymentIntents",
  "charges",
  "refunds",
  "disputes",
  "customers",
  "setupIntents",
  "paymentMethods",
  "products",
  "prices",
  "bands",
  "subscriptions",
  "invoices",
  "terminalLocations",
  "readers",
  "invoiceIntents",
  "trialsTold",
  "cardScripts",
  "answers",
] as const;
const MAPS = [...BOOKS, "accounts", "accountLinks", "pending"] as const;

export function openState(file?: string): StateStore {
  const state = file && existsSync(file) ? read(file) : emptyState();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let lastWriteMs = 0;
  let closed = false;

  const write = async () => {
    if (!file) return;
    const began = performance.now();
    await writeFile(`${file}.new`, JSON.stringify(state, replaceMaps), { mode: 0o600 });
    await rename(`${file}.new`, file);
    lastWriteMs = performance.now() - began;
  };
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  };

  if (file) mkdirSync(path.dirname(file), { recursive: true });
  return {
    state,
    close() {
      closed = true;
      return flush();
    },
    changed() {
      if (!file || timer || closed) return;
      // A large ledger is written less often, so that writing never takes most of the time.
      timer = setTimeout(
        () => {
          flush().catch((error: unknown) =>
            logFault("the payments stand-in cannot write its file", faultFields(error)),
          );
        },
        Math.max(150, lastWriteMs * 10),
      );
    },
  };
}

/** The objects of an account; `""` is the key's own. */
export function booksOf(state: State, account: string): Books {
  if (account === "") return state;
  const known = state.books.get(account);
  if (known) return known;
  const books = emptyBooks();
  state.books.set(account, books);
  return books;
}

function emptyBooks(): Books {
  return {
    sessions: new Map(),
    memos: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    customers: new Map(),
    setupIntents: new Map(),
    paymentMethods: new Map(),
    products: new Map(),
    prices: new Map(),
    bands: new Map(),
    subscriptions: new Map(),
    invoices: new Map(),
    terminalLocations: new Map(),
    readers: new Map(),
    invoiceIntents: new Map(),
    trialsTold: new Map(),
    cardScripts: new Map(),
    answers: new Map(),
  };
}

function emptyState(): State {
  return {
    ...emptyBooks(),
    accounts: new Map(),
    books: new Map(),
    accountLinks: new Map(),
    pending: new Map(),
    delivered: 0,
    lost: 0,
    clockOffsetS: 0,
  };
}

function replaceMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function read(file: string): State {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8"));
    const books = Object.entries<Record<string, object>>(kept.books ?? {});
    return {
      ...emptyState(),
      ...kept,
      ...revive(kept, MAPS),
      books: new Map(books.map(([account, one]) => [account, { ...emptyBooks(), ...revive(one, BOOKS) }])),
    };
  } catch (error) {
    throw new Error(`The test payments in ${file} cannot be read: move that file away to start with none.`, {
      cause: error,
    });
  }
}

function revive(kept: Record<string, object>, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, new Map(Object.entries(kept[name] ?? {}))]));
}
