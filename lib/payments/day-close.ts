// What a day did with money, credit and debt, and whether it adds up to the cent.
import type { MovementRow } from "../../db/queries/money-reports.ts";

export type ByMethod = { method: string; n: number; receivedMinor: number; backMinor: number };

export type Written = {
  supplierId: string;
  supplierName: string;
  /** What was charged, by what for; `taken_off` is below 0. */
  kind: "visit" | "missed_visit_fee" | "lapsed" | "carried_over" | "taken_off";
  n: number;
  netMinor: number;
  taxMinor: number;
};

/** What patients paid and no charge used: opening + in + from gift cards + carried over − used − back − lost = closing. */
export type CreditBalance = {
  openingMinor: number;
  receivedMinor: number;
  fromGiftCardsMinor: number;
  carriedOverMinor: number;
  usedMinor: number;
  /** Of what was used, what had come in on an earlier day. */
  usedOfEarlierMinor: number;
  backMinor: number;
  /** To their banks, by disputes that were lost. */
  lostMinor: number;
  closingMinor: number;
};

/** What stands on gift cards: opening + sold + returned − used − given back − lost = closing. */
export type GiftBalance = {
  openingMinor: number;
  sold: { n: number; minor: number };
  /** From visits that they had paid. */
  returnedMinor: number;
  usedMinor: number;
  backMinor: number;
  lostMinor: number;
  closingMinor: number;
};

/** What is owed: opening + charged − paid − taken off = closing. */
export type OwedBalance = {
  openingMinor: number;
  chargedMinor: number;
  paidMinor: number;
  takenOffMinor: number;
  closingMinor: number;
};

export type DayFigures = {
  methods: ByMethod[];
  receivedMinor: number;
  backMinor: number;
  written: Written[];
  netMinor: number;
  taxMinor: number;
  credit: CreditBalance;
  giftCards: GiftBalance;
  owed: { patients: OwedBalance; payers: OwedBalance };
};

/** A balance of other books, brought along when the clinic came here: credit, but no money. */
const carriedOver = "carried_over";
/** A gift card is used: the money came in when it was sold. As a kind, of its sale. */
const giftCard = "gift_card";
const kinds = ["visit", "missed_visit_fee", "lapsed", carriedOver, "taken_off"] as const;

const sum = (rows: readonly MovementRow[]) => rows.reduce((total, row) => total + row.netMinor + row.taxMinor, 0);

export function dayClose(movements: readonly MovementRow[]): DayFigures {
  const day = movements.filter((row) => !row.before);
  const moneyOf = (...whats: MovementRow["what"][]) =>
    day.filter((row) => whats.includes(row.what) && row.method !== carriedOver && row.method !== giftCard);
  const [received, back] = [moneyOf("in", "bank_gave"), moneyOf("back", "bank_took")];
  const written = writtenOn(day);
  return {
    methods: methodsOf(received, back),
    receivedMinor: sum(received),
    backMinor: sum(back),
    written,
    netMinor: written.reduce((total, row) => total + row.netMinor, 0),
    taxMinor: written.reduce((total, row) => total + row.taxMinor, 0),
    credit: creditOf(movements.filter((row) => row.kind !== giftCard)),
    giftCards: giftCardsOf(movements.filter((row) => row.kind === giftCard || row.method === giftCard)),
    owed: {
      patients: owedOf(movements.filter((row) => row.payer === "self")),
      payers: owedOf(movements.filter((row) => row.payer !== null && row.payer !== "self")),
    },
  };
}

function methodsOf(received: readonly MovementRow[], back: readonly MovementRow[]): ByMethod[] {
  const names = [...new Set([...received, ...back].map((row) => row.method ?? ""))];
  return names.map((method) => {
    const [came, went] = [received, back].map((rows) => rows.filter((row) => row.method === method));
    const n = [...came!, ...went!].reduce((total, row) => total + row.n, 0);
    return { method, n, receivedMinor: sum(came!), backMinor: sum(went!) };
  });
}

/** Supplier by supplier, in the order in which they come. */
function writtenOn(day: readonly MovementRow[]): Written[] {
  const lines = new Map<string, Written>();
  for (const { what, kind, supplierId, supplierName, n, netMinor, taxMinor } of day) {
    if ((what !== "charged" && what !== "taken_off") || supplierId === null) continue;
    const said = what === "taken_off" ? what : (kind as Written["kind"]);
    const sign = what === "taken_off" ? -1 : 1;
    const key = `${supplierId} ${said}`;
    const line = lines.get(key) ?? { n: 0, netMinor: 0, taxMinor: 0 };
    lines.set(key, {
      supplierId,
      supplierName: supplierName ?? "",
      kind: said,
      n: line.n + n,
      netMinor: line.netMinor + sign * netMinor,
      taxMinor: line.taxMinor + sign * taxMinor,
    });
  }
  const order = [...new Set([...lines.values()].map((line) => line.supplierId))];
  return [...lines.values()].toSorted(
    (a, b) =>
      order.indexOf(a.supplierId) - order.indexOf(b.supplierId) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
  );
}

const of = (rows: readonly MovementRow[], what: MovementRow["what"], before: boolean) =>
  rows.filter((row) => row.what === what && row.before === before);

function creditOf(rows: readonly MovementRow[]): CreditBalance {
  const gone = (before: boolean) => sum(of(rows, "back", before)) + sum(of(rows, "lost", before));
  const openingMinor = sum(of(rows, "in", true)) - sum(of(rows, "used", true)) - gone(true);
  const came = of(rows, "in", false);
  const used = of(rows, "used", false);
  const usedMinor = sum(used);
  return {
    openingMinor,
    receivedMinor: sum(came.filter((row) => row.method !== carriedOver && row.method !== giftCard)),
    fromGiftCardsMinor: sum(came.filter((row) => row.method === giftCard)),
    carriedOverMinor: sum(came.filter((row) => row.method === carriedOver)),
    usedMinor,
    usedOfEarlierMinor: sum(used.filter((row) => row.ofEarlier)),
    backMinor: sum(of(rows, "back", false)),
    lostMinor: sum(of(rows, "lost", false)),
    closingMinor: openingMinor + sum(came) - usedMinor - gone(false),
  };
}

function giftCardsOf(rows: readonly MovementRow[]): GiftBalance {
  const [sales, uses] = [
    rows.filter((row) => row.kind === giftCard),
    rows.filter((row) => row.kind !== giftCard),
  ] as const;
  const parts = (before: boolean) => ({
    sold: of(sales, "in", before),
    returnedMinor: sum(of(uses, "back", before)),
    usedMinor: sum(of(uses, "in", before)),
    backMinor: sum(of(sales, "back", before)),
    lostMinor: sum(of(sales, "lost", before)),
  });
  const closing = ({ sold, ...one }: ReturnType<typeof parts>) =>
    sum(sold) + one.returnedMinor - one.usedMinor - one.backMinor - one.lostMinor;
  const { sold, ...day } = parts(false);
  const openingMinor = closing(parts(true));
  return {
    openingMinor,
    sold: { n: sold.reduce((total, row) => total + row.n, 0), minor: sum(sold) },
    ...day,
    closingMinor: openingMinor + closing({ sold, ...day }),
  };
}

function owedOf(rows: readonly MovementRow[]): OwedBalance {
  const openingMinor = sum(of(rows, "charged", true)) - sum(of(rows, "paid", true)) - sum(of(rows, "taken_off", true));
  const chargedMinor = sum(of(rows, "charged", false));
  const paidMinor = sum(of(rows, "paid", false));
  const takenOffMinor = sum(of(rows, "taken_off", false));
  return {
    openingMinor,
    chargedMinor,
    paidMinor,
    takenOffMinor,
    closingMinor: openingMinor + chargedMinor - paidMinor - takenOffMinor,
  };
}
