// Taper's bills to the clinic, newest first, with Stripe's own pages.
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Table } from "@/components/ui/table";

export type BillLine = {
  id: string;
  day: string;
  amount: string;
  status: "open" | "paid" | "void" | "uncollectible";
  /** When the card is asked again. */
  again: string | null;
  pageUrl: string | null;
  pdfUrl: string | null;
};

const words: Record<BillLine["status"], { tone: BadgeTone; said: string }> = {
  paid: { tone: "good", said: "Paid" },
  open: { tone: "warn", said: "Not paid" },
  void: { tone: "neutral", said: "Cancelled" },
  uncollectible: { tone: "warn", said: "Not paid" },
};

export function BillTable({ lines }: { lines: readonly BillLine[] }) {
  const linked = lines.some(({ pageUrl, pdfUrl }) => pageUrl ?? pdfUrl);
  return (
    <Table
      caption="Bills"
      captionHidden
      columns={[
        { key: "number", label: "Bill" },
        { key: "day", label: "Of" },
        { key: "status", label: "Stands" },
        ...(linked ? [{ key: "links", label: "At Stripe" }] : []),
        { key: "amount", label: "Amount", align: "end" as const },
      ]}
      rows={lines.map(({ id, day, amount, status, again, pageUrl, pdfUrl }) => ({
        id,
        cells: {
          number: id,
          day,
          amount,
          status: (
            <span className="flex flex-col items-end gap-1 sm:items-start">
              <Badge tone={words[status].tone}>{words[status].said}</Badge>
              {again ? <span className="text-sm text-soft">Asked again on {again}</span> : null}
            </span>
          ),
          links:
            (pageUrl ?? pdfUrl) ? (
              <span className="flex flex-wrap gap-x-4">
                {pageUrl ? (
                  <a className="link inline-flex min-h-control items-center" href={pageUrl}>
                    Look at it<span className="sr-only"> {id}</span>
                  </a>
                ) : null}
                {pdfUrl ? (
                  <a className="link inline-flex min-h-control items-center" href={pdfUrl}>
                    PDF<span className="sr-only"> of {id}</span>
                  </a>
                ) : null}
              </span>
            ) : null,
        },
      }))}
    />
  );
}
