// The receipt an insurer takes: who treated whom, when, for how long, what it cost, who was paid and how.
import { methodWord, payerWord, phoneWords } from "@/components/desk/fact-words";
import type { Paper, PaperPart, PaperSay } from "@/components/payments/paper";
import type { Tell } from "@/lib/languages/tell";
import type { ReceiptBody } from "@/lib/payments/receipt";

export type ReceiptState = {
  duplicate: boolean;
  /** Void: the number of the one that counts. */
  replacedBy: number | null;
};

export function receiptPaper(body: ReceiptBody, { duplicate, replacedBy }: ReceiptState, say: PaperSay): Paper {
  const { t } = say;
  const treatment = body.kind === "treatment";
  const { supplier, practitioner } = body;
  return {
    language: say.locale,
    marks: [
      ...(replacedBy === null ? [] : [t(`VOID, REPLACED BY No. ${replacedBy}`)]),
      ...(duplicate ? [t("DUPLICATE")] : []),
    ],
    title: t(treatment ? "Official receipt" : "Missed appointment – statement of fee"),
    under: [
      {
        text: t(
          body.replaces
            ? `No. ${body.number}, issued ${say.date(body.issuedOn)}, takes the place of No. ${body.replaces}, which is void`
            : `No. ${body.number}, issued ${say.date(body.issuedOn)}`,
        ),
        soft: true,
      },
      ...(treatment ? [] : [{ text: t("No treatment was given. This is not a receipt for a health service.") }]),
    ],
    from: [
      supplier.name,
      supplier.address,
      phoneWords(supplier.phone),
      ...(supplier.gstNumber ? [t(`GST ${supplier.gstNumber}`)] : []),
    ],
    parts: [
      facts(body, say),
      cost(body, say),
      ...[...(body.payer ? [body.payer] : []), ...(body.furtherPayers ?? [])].map(({ name, minor }) => ({
        kind: "text" as const,
        text: t(
          `${payerWord[name] ?? name} pays ${say.money(minor)} of the same visit; it is not part of this receipt.`,
        ),
      })),
      payments(body, say),
      ...giftNote(body, say),
      { kind: "signature", text: `${practitioner.name}, ${t(practitioner.title)}` },
    ],
  };
}

function facts(body: ReceiptBody, say: PaperSay): PaperPart {
  const { t } = say;
  const treatment = body.kind === "treatment";
  const { practitioner, service, clinic, referral } = body;
  return {
    kind: "facts",
    facts: [
      { term: t("Patient"), lines: [body.patientName] },
      { term: t(treatment ? "Date of service" : "Date of the appointment"), lines: [say.date(body.serviceOn)] },
      ...(service ? [{ term: t("Service"), lines: [serviceWords(service, t)] }] : []),
      {
        term: t(treatment ? "Provided by" : "Booked with"),
        lines: [
          `${practitioner.name}, ${t(practitioner.title)}`,
          ...(practitioner.licenceNumber
            ? [t(`${practitioner.college}, registration ${practitioner.licenceNumber}`)]
            : []),
        ],
      },
      ...(referral
        ? [
            {
              term: t("Referred by"),
              lines: [
                referral.by,
                t(
                  referral.number
                    ? `Referral of ${say.date(referral.writtenOn)}, number ${referral.number}`
                    : `Referral of ${say.date(referral.writtenOn)}`,
                ),
              ],
            },
          ]
        : []),
      { term: t("Place"), lines: [`${clinic.name}, ${clinic.place}, ${phoneWords(clinic.phone)}, ${clinic.email}`] },
    ],
  };
}

function cost(body: ReceiptBody, say: PaperSay): PaperPart {
  const { t } = say;
  const row = (id: string, what: string, minor: number) => ({
    id,
    cells: { what: [t(what)], amount: [say.money(minor)] },
  });
  return {
    kind: "table",
    caption: t("What it cost"),
    captionHidden: true,
    columns: [
      { key: "what", label: t("Item") },
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
  const { t } = say;
  return {
    kind: "table",
    caption: t("Payments"),
    columns: [
      { key: "on", label: t("Received") },
      { key: "how", label: t("How") },
      { key: "amount", label: body.currency, align: "end" },
    ],
    rows: body.payments.map((payment, index) => ({
      id: `${payment.receivedOn}-${index}`,
      cells: {
        on: [say.date(payment.receivedOn)],
        how: [t(methodWord[payment.method] ?? payment.method)],
        amount: [say.money(payment.amountMinor)],
      },
    })),
    foot: { id: "balance", cells: { on: [t("Still to pay")], amount: [say.money(body.balanceMinor)] } },
  };
}

/** What a gift card paid was given to the patient: an insurer gives back what they paid themselves (see the fields of a receipt). */
function giftNote(body: ReceiptBody, say: PaperSay): PaperPart[] {
  const sum = (some: ReceiptBody["payments"]) => some.reduce((total, one) => total + one.amountMinor, 0);
  const gift = sum(body.payments.filter((one) => one.method === "gift_card"));
  if (gift === 0) return [];
  const own = sum(body.payments) - gift;
  const text = say.t(`Paid by gift card: ${say.money(gift)}. Paid by the patient: ${say.money(own)}.`);
  return [{ kind: "text", text }];
}

/** Discipline and minutes are said once, also where the service's own name already says them. */
function serviceWords({ name, discipline, minutes, initialVisit }: NonNullable<ReceiptBody["service"]>, t: Tell) {
  return [
    t(name),
    ...(name.includes(discipline) ? [] : [t(discipline)]),
    ...(name.includes(`${minutes} minutes`) ? [] : [t(`${minutes} minutes`)]),
    t(initialVisit ? "initial visit" : "subsequent visit"),
  ].join(", ");
}

/** Says what it is and its number; nothing of the person or of what was treated. */
export const receiptFileName = ({ kind, number }: ReceiptBody): string =>
  `${kind === "treatment" ? "receipt" : "fee"}-${number}`;
