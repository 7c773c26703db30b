// The receipt an insurer takes: who treated whom, when, for how long, what it cost, who was paid and how.
import { methodWord, payerWord, phoneWords } from "@/components/desk/fact-words";
import type { Paper, PaperPart, PaperSay } from "@/components/payments/paper";
import type { ReceiptBody } from "@/lib/payments/receipt";

export type ReceiptState = {
  duplicate: boolean;
  /** Void: the number of the one that counts. */
  replacedBy: number | null;
};

export function receiptPaper(body: ReceiptBody, { duplicate, replacedBy }: ReceiptState, say: PaperSay): Paper {
  const treatment = body.kind === "treatment";
  const { supplier, practitioner } = body;
  return {
    marks: [
      ...(replacedBy === null ? [] : [`VOID, REPLACED BY No. ${replacedBy}`]),
      ...(duplicate ? ["DUPLICATE"] : []),
    ],
    title: treatment ? "Official receipt" : "Missed appointment – statement of fee",
    under: [
      {
        text: `No. ${body.number}, issued ${say.date(body.issuedOn)}${
          body.replaces ? `, takes the place of No. ${body.replaces}, which is void` : ""
        }`,
        soft: true,
      },
      ...(treatment ? [] : [{ text: "No treatment was given. This is not a receipt for a health service." }]),
    ],
    from: [
      supplier.name,
      supplier.address,
      phoneWords(supplier.phone),
      ...(supplier.gstNumber ? [`GST ${supplier.gstNumber}`] : []),
    ],
    parts: [
      facts(body, say),
      cost(body, say),
      ...[...(body.payer ? [body.payer] : []), ...(body.furtherPayers ?? [])].map(({ name, minor }) => ({
        kind: "text" as const,
        text: `${payerWord[name] ?? name} pays ${say.money(minor)} of the same visit; it is not part of this receipt.`,
      })),
      payments(body, say),
      ...giftNote(body, say),
      { kind: "signature", text: `${practitioner.name}, ${practitioner.title}` },
    ],
  };
}

function facts(body: ReceiptBody, say: PaperSay): PaperPart {
  const treatment = body.kind === "treatment";
  const { practitioner, service, clinic } = body;
  return {
    kind: "facts",
    facts: [
      { term: "Patient", lines: [body.patientName] },
      { term: treatment ? "Date of service" : "Date of the appointment", lines: [say.date(body.serviceOn)] },
      ...(service ? [{ term: "Service", lines: [serviceWords(service)] }] : []),
      {
        term: treatment ? "Provided by" : "Booked with",
        lines: [
          `${practitioner.name}, ${practitioner.title}`,
          ...(practitioner.licenceNumber
            ? [`${practitioner.college}, registration ${practitioner.licenceNumber}`]
            : []),
        ],
      },
      { term: "Place", lines: [`${clinic.name}, ${clinic.place}, ${phoneWords(clinic.phone)}, ${clinic.email}`] },
    ],
  };
}

function cost(body: ReceiptBody, say: PaperSay): PaperPart {
  const row = (id: string, what: string, minor: number) => ({
    id,
    cells: { what: [what], amount: [say.money(minor)] },
  });
  return {
    kind: "table",
    caption: "What it cost",
    captionHidden: true,
    columns: [
      { key: "what", label: "Item" },
      { key: "amount", label: body.currency, align: "end" },
    ],
    rows: [
      row("fee", body.kind === "treatment" ? "Fee" : "Fee for the missed appointment", body.feeMinor),
      row("tax", body.taxMinor ? "GST" : "GST (exempt or not charged)", body.taxMinor),
    ],
    foot: row("total", "Total to the patient", body.totalMinor),
  };
}

function payments(body: ReceiptBody, say: PaperSay): PaperPart {
  return {
    kind: "table",
    caption: "Payments",
    columns: [
      { key: "on", label: "Received" },
      { key: "how", label: "How" },
      { key: "amount", label: body.currency, align: "end" },
    ],
    rows: body.payments.map((payment, index) => ({
      id: `${payment.receivedOn}-${index}`,
      cells: {
        on: [say.date(payment.receivedOn)],
        how: [methodWord[payment.method] ?? payment.method],
        amount: [say.money(payment.amountMinor)],
      },
    })),
    foot: { id: "balance", cells: { on: ["Still to pay"], amount: [say.money(body.balanceMinor)] } },
  };
}

/** What a gift card paid was given to the patient: an insurer gives back what they paid themselves (see the fields of a receipt). */
function giftNote(body: ReceiptBody, say: PaperSay): PaperPart[] {
  const sum = (some: ReceiptBody["payments"]) => some.reduce((total, one) => total + one.amountMinor, 0);
  const gift = sum(body.payments.filter((one) => one.method === "gift_card"));
  if (gift === 0) return [];
  const own = sum(body.payments) - gift;
  const text = `Paid by gift card: ${say.money(gift)}. Paid by the patient: ${say.money(own)}.`;
  return [{ kind: "text", text }];
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

/** Says what it is and its number; nothing of the person or of what was treated. */
export const receiptFileName = ({ kind, number }: ReceiptBody): string =>
  `${kind === "treatment" ? "receipt" : "fee"}-${number}`;
