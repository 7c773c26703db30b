// The receipt an insurer takes: who treated whom, when, for how long, what it cost, who was paid and how.
import { methodWord, payerWord, phoneWords } from "@/components/desk/fact-words";
import { SummaryList } from "@/components/ui/summary-list";
import { Table } from "@/components/ui/table";
import type { ReceiptBody } from "@/lib/payments/receipt";

type Props = {
  body: ReceiptBody;
  duplicate: boolean;
  /** Void: the number of the one that counts. */
  replacedBy: number | null;
  say: { money: (minor: number) => string; date: (date: string) => string };
};

export function ReceiptSheet({ body, duplicate, replacedBy, say }: Props) {
  const treatment = body.kind === "treatment";
  const { supplier, practitioner, service, clinic } = body;
  return (
    <article className="flex flex-col gap-6">
      <header className="flex flex-wrap items-start justify-between gap-6 border-b-2 border-ink pb-4">
        <div>
          {replacedBy ? <p className="mb-1 font-semibold tracking-widest">VOID, REPLACED BY No. {replacedBy}</p> : null}
          {duplicate ? <p className="mb-1 font-semibold tracking-widest">DUPLICATE</p> : null}
          <h1 className="text-2xl">{treatment ? "Official receipt" : "Missed appointment – statement of fee"}</h1>
          <p className="figures text-soft">
            No. {body.number}, issued {say.date(body.issuedOn)}
            {body.replaces ? `, takes the place of No. ${body.replaces}, which is void` : ""}
          </p>
          {treatment ? null : (
            <p className="mt-1">No treatment was given. This is not a receipt for a health service.</p>
          )}
        </div>
        <address className="text-sm not-italic">
          <strong>{supplier.name}</strong>
          <br />
          {supplier.address}
          <br />
          {phoneWords(supplier.phone)}
          {supplier.gstNumber ? (
            <>
              <br />
              GST {supplier.gstNumber}
            </>
          ) : null}
        </address>
      </header>
      <SummaryList
        items={[
          { term: "Patient", value: body.patientName },
          { term: treatment ? "Date of service" : "Date of the appointment", value: say.date(body.serviceOn) },
          ...(service
            ? [
                {
                  term: "Service",
                  value: serviceWords(service),
                },
              ]
            : []),
          {
            term: treatment ? "Provided by" : "Booked with",
            value: (
              <>
                {practitioner.name}, {practitioner.title}
                {practitioner.licenceNumber ? (
                  <span className="block">
                    {practitioner.college}, registration {practitioner.licenceNumber}
                  </span>
                ) : null}
              </>
            ),
          },
          { term: "Place", value: `${clinic.name}, ${clinic.place}, ${phoneWords(clinic.phone)}, ${clinic.email}` },
        ]}
      />
      <Table
        caption="What it cost"
        captionHidden
        columns={[
          { key: "what", label: "Item" },
          { key: "amount", label: body.currency, align: "end" },
        ]}
        rows={[
          {
            id: "fee",
            cells: { what: treatment ? "Fee" : "Fee for the missed appointment", amount: say.money(body.feeMinor) },
          },
          {
            id: "tax",
            cells: { what: body.taxMinor ? "GST" : "GST (exempt or not charged)", amount: say.money(body.taxMinor) },
          },
        ]}
        foot={{ id: "total", cells: { what: "Total to the patient", amount: say.money(body.totalMinor) } }}
      />
      {body.payer ? (
        <p>
          {payerWord[body.payer.name] ?? body.payer.name} pays {say.money(body.payer.minor)} of the same visit; it is
          not part of this receipt.
        </p>
      ) : null}
      <Table
        caption="Payments"
        columns={[
          { key: "on", label: "Received" },
          { key: "how", label: "How" },
          { key: "amount", label: body.currency, align: "end" },
        ]}
        rows={body.payments.map((payment, index) => ({
          id: `${payment.receivedOn}-${index}`,
          cells: {
            on: say.date(payment.receivedOn),
            how: methodWord[payment.method] ?? payment.method,
            amount: say.money(payment.amountMinor),
          },
        }))}
        foot={{ id: "balance", cells: { on: "Still to pay", amount: say.money(body.balanceMinor) } }}
      />
      <p className="mt-8 w-72 border-t border-ink pt-1 text-sm">
        {practitioner.name}, {practitioner.title}
      </p>
    </article>
  );
}

/** Discipline and minutes are said once, also where the service's own name already says them. */
function serviceWords({ name, discipline, minutes, initialVisit }: NonNullable<ReceiptBody["service"]>): string {
  return [
    name,
    ...(name.includes(discipline) ? [] : [discipline]),
    ...(name.includes(`${minutes} minutes`) ? [] : [`${minutes} minutes`]),
    initialVisit ? "initial visit" : "subsequent visit",
  ].join(", ");
}
