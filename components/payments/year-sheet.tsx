// A year's payments on one page, to print or save.
import { phoneWords } from "@/components/desk/fact-words";
import { EmptyState } from "@/components/ui/empty-state";
import { Table } from "@/components/ui/table";
import type { StatementLine, YearStatement } from "@/lib/payments/year-statement";

type Props = {
  statement: YearStatement;
  say: { money: (minor: number) => string; date: (date: string) => string };
};

export function YearSheet({ statement, say }: Props) {
  const { treatments, missed, clinic } = statement;
  const table = (caption: string, lines: StatementLine[], total: number) => (
    <Table
      caption={caption}
      columns={[
        { key: "on", label: "Date" },
        { key: "what", label: "Service and who gave it" },
        { key: "receipt", label: "Receipt" },
        { key: "paid", label: `Paid, ${statement.currency}`, align: "end" },
      ]}
      rows={lines.map((line) => ({
        id: line.chargeId,
        cells: {
          on: say.date(line.serviceOn),
          what: (
            <>
              {line.service}
              <span className="block text-sm text-soft">
                {[line.practitioner, line.title, line.licence].filter(Boolean).join(", ")}
              </span>
            </>
          ),
          receipt: line.receiptNumber ? `No. ${line.receiptNumber}` : "–",
          paid: (
            <>
              {say.money(line.paidMinor)}
              {line.taxMinor ? (
                <span className="block text-sm text-soft">
                  of {say.money(line.totalMinor)}, {say.money(line.taxMinor)} GST in it
                </span>
              ) : null}
            </>
          ),
        },
      }))}
      foot={{ id: "total", cells: { on: "Together", paid: say.money(total) } }}
    />
  );
  return (
    <article className="flex flex-col gap-6">
      <header className="flex flex-wrap items-start justify-between gap-6 border-b-2 border-ink pb-4">
        <div>
          <h1 className="text-2xl">What you paid in {statement.year}</h1>
          <p>{statement.patientName}</p>
        </div>
        <address className="text-sm not-italic">
          <strong>{clinic.name}</strong>
          <br />
          {phoneWords(clinic.phone)}
          <br />
          {clinic.email}
        </address>
      </header>
      {treatments.length || missed.length ? (
        <>
          {treatments.length ? table("Treatments", treatments, statement.treatmentsMinor) : null}
          {missed.length
            ? table("Fees for missed visits, no treatment was given", missed, statement.missedMinor)
            : null}
          <p className="text-sm text-soft">
            Money counts in the year in which it was paid. Insurers ask for the receipts themselves; this page lists
            them.
          </p>
        </>
      ) : (
        <EmptyState title={`Nothing was paid in ${statement.year}`}>
          Payments of other years stand on their own pages.
        </EmptyState>
      )}
    </article>
  );
}
