// A day's money on one sheet: by method, as it was charged, and what it makes of credit and debt.
import { methodWord } from "@/components/desk/fact-words";
import { Section } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import type { CreditBalance, DayFigures, GiftBalance, OwedBalance, Written } from "@/lib/payments/day-close";

type Say = (minor: number) => string;

const kindWords: Record<Written["kind"], string> = {
  visit: "Visits",
  missed_visit_fee: "Missed-visit fees",
  lapsed: "Visits paid ahead that lapsed",
  carried_over: "Carried over from before",
  taken_off: "Taken off",
};

export function DayCloseSheet({ figures, say }: { figures: DayFigures; say: Say }) {
  const { methods, receivedMinor, backMinor, credit, giftCards, owed } = figures;
  return (
    <>
      <Section title="Received and given back" id="methods">
        {methods.length ? (
          <Table
            caption="By the way it was paid"
            captionHidden
            columns={[
              { key: "method", label: "Paid by" },
              { key: "received", label: "Received", align: "end" },
              { key: "back", label: "Given back", align: "end" },
              { key: "left", label: "Together", align: "end" },
            ]}
            rows={methods.map((row) => ({
              id: row.method,
              cells: {
                method: methodWord[row.method] ?? row.method,
                received: row.receivedMinor ? say(row.receivedMinor) : "",
                back: row.backMinor ? say(row.backMinor) : "",
                left: say(row.receivedMinor - row.backMinor),
              },
            }))}
            foot={{
              id: "all",
              cells: {
                method: "All",
                received: say(receivedMinor),
                back: say(backMinor),
                left: say(receivedMinor - backMinor),
              },
            }}
          />
        ) : (
          <p className="text-soft">No money came in or went back.</p>
        )}
      </Section>
      <Section title="Charged" id="charged">
        <WrittenTable figures={figures} say={say} />
      </Section>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Section title="Patients’ credit" id="credit" hint="Paid in advance and used for no charge yet.">
          <CreditTable credit={credit} say={say} />
        </Section>
        {hasGiftCards(giftCards) ? (
          <Section title="Gift cards" id="gift-cards" hint="Sold and not used yet: the clinic owes it in visits.">
            <GiftTable giftCards={giftCards} say={say} />
          </Section>
        ) : null}
        <Section title="Owed to the clinic" id="owed" hint="Charged and not paid yet.">
          <OwedTable owed={owed} say={say} />
        </Section>
      </div>
    </>
  );
}

function WrittenTable({ figures: { written, netMinor, taxMinor }, say }: { figures: DayFigures; say: Say }) {
  if (!written.length) return <p className="text-soft">Nothing was charged.</p>;
  const amounts = (net: number, tax: number) => ({
    net: say(net),
    tax: say(tax),
    total: say(net + tax),
  });
  return (
    <Table
      caption="By supplier"
      captionHidden
      columns={[
        { key: "supplier", label: "Supplier" },
        { key: "what", label: "What" },
        { key: "n", label: "Charges", align: "end" },
        { key: "net", label: "Net", align: "end" },
        { key: "tax", label: "GST", align: "end" },
        { key: "total", label: "Total", align: "end" },
      ]}
      rows={written.map((row) => ({
        id: `${row.supplierId}${row.kind}`,
        cells: {
          supplier: row.supplierName,
          what: kindWords[row.kind],
          n: row.n,
          ...amounts(row.netMinor, row.taxMinor),
        },
      }))}
      foot={{ id: "all", cells: { supplier: "All", ...amounts(netMinor, taxMinor) } }}
    />
  );
}

type Step = {
  id: string;
  label: string;
  amounts: readonly number[];
  /** Stands there at 0 too. */
  always?: true;
};

type StepsProps = {
  caption: string;
  heads: readonly string[];
  opening: readonly number[];
  /** What is added; below 0 what is taken away. */
  steps: readonly Step[];
  closing: readonly number[];
  say: Say;
};

function Steps({ caption, heads, opening, steps, closing, say }: StepsProps) {
  const cells = (label: string, amounts: readonly number[], plus = "") => ({
    step: label,
    ...Object.fromEntries(
      amounts.map((minor, at) => [
        heads[at]!,
        // Nothing taken away is no minus zero.
        minor < 0 ? `− ${say(-minor)}` : `${minor > 0 ? plus : ""}${say(minor || 0)}`,
      ]),
    ),
  });
  return (
    <Table
      caption={caption}
      captionHidden
      // Two columns fit on a phone as they are.
      narrow={heads.length === 1 ? "scroll" : "stack"}
      columns={[
        { key: "step", label: "Step" },
        ...heads.map((head) => ({ key: head, label: head, align: "end" as const })),
      ]}
      rows={[
        { id: "opening", cells: cells("Opening", opening) },
        ...steps
          .filter(({ always, amounts }) => always || amounts.some((minor) => minor !== 0))
          .map(({ id, label, amounts }) => ({ id, cells: cells(label, amounts, "+ ") })),
      ]}
      foot={{ id: "closing", cells: cells("Closing", closing) }}
    />
  );
}

function CreditTable({ credit, say }: { credit: CreditBalance; say: Say }) {
  const earlier = credit.usedOfEarlierMinor;
  return (
    <>
      <Steps
        caption="From opening to closing credit"
        heads={["Amount"]}
        opening={[credit.openingMinor]}
        steps={[
          { id: "in", label: "Received", amounts: [credit.receivedMinor], always: true },
          { id: "gift", label: "From gift cards", amounts: [credit.fromGiftCardsMinor] },
          { id: "over", label: "Carried over from before", amounts: [credit.carriedOverMinor] },
          { id: "used", label: "Used for charges", amounts: [-credit.usedMinor], always: true },
          { id: "back", label: "Given back", amounts: [-credit.backMinor], always: true },
          { id: "lost", label: "Lost in disputes", amounts: [-credit.lostMinor] },
        ]}
        closing={[credit.closingMinor]}
        say={say}
      />
      {earlier > 0 ? (
        <p className="mt-2 text-sm text-soft">{say(earlier)} of what was used had come in on an earlier day.</p>
      ) : null}
    </>
  );
}

const hasGiftCards = ({ openingMinor, closingMinor, sold, usedMinor, returnedMinor }: GiftBalance) =>
  [openingMinor, closingMinor, sold.n, usedMinor, returnedMinor].some((minor) => minor !== 0);

function GiftTable({
  giftCards: { openingMinor, sold, closingMinor, ...day },
  say,
}: {
  giftCards: GiftBalance;
  say: Say;
}) {
  return (
    <Steps
      caption="From opening to closing gift cards"
      heads={["Amount"]}
      opening={[openingMinor]}
      steps={[
        { id: "sold", label: sold.n === 1 ? "One sold" : `${sold.n} sold`, amounts: [sold.minor], always: true },
        { id: "returned", label: "Back from visits", amounts: [day.returnedMinor] },
        { id: "used", label: "Used", amounts: [-day.usedMinor], always: true },
        { id: "back", label: "Given back", amounts: [-day.backMinor] },
        { id: "lost", label: "Lost in disputes", amounts: [-day.lostMinor] },
      ]}
      closing={[closingMinor]}
      say={say}
    />
  );
}

function OwedTable({ owed: { patients, payers }, say }: { owed: DayFigures["owed"]; say: Say }) {
  const of = (part: keyof OwedBalance, sign = 1) =>
    [patients[part], payers[part], patients[part] + payers[part]].map((minor) => sign * minor);
  return (
    <Steps
      caption="From what was owed to what is owed"
      heads={["Patients", "Insurers", "Together"]}
      opening={of("openingMinor")}
      steps={[
        { id: "charged", label: "Charged", amounts: of("chargedMinor"), always: true },
        { id: "paid", label: "Paid", amounts: of("paidMinor", -1), always: true },
        { id: "off", label: "Taken off", amounts: of("takenOffMinor", -1), always: true },
      ]}
      closing={of("closingMinor")}
      say={say}
    />
  );
}
