// A year's payments, visit by visit, to print or save. It is no receipt.
import { phoneWords } from "@/components/desk/fact-words";
import type { Paper, PaperPart, PaperSay } from "@/components/payments/paper";
import type { StatementLine, YearStatement } from "@/lib/payments/year-statement";

export function yearPaper(statement: YearStatement, say: PaperSay): Paper {
  const { t } = say;
  const { treatments, missed, clinic, currency } = statement;
  const table = (caption: string, lines: StatementLine[], total: number): PaperPart[] =>
    lines.length
      ? [
          {
            kind: "table",
            caption: t(caption),
            columns: [
              { key: "on", label: t("Date") },
              { key: "what", label: t("Service and who gave it") },
              { key: "receipt", label: t("Receipt") },
              { key: "paid", label: `${t("Paid")}, ${currency}`, align: "end" },
            ],
            rows: lines.map((line) => ({ id: line.chargeId, cells: cells(line, say) })),
            foot: { id: "total", cells: { on: [t("Together")], paid: [say.money(total)] } },
          },
        ]
      : [];
  return {
    language: say.locale,
    marks: [],
    title: t(`What you paid in ${statement.year}`),
    under: [{ text: statement.patientName }],
    from: [clinic.name, phoneWords(clinic.phone), clinic.email],
    parts:
      treatments.length || missed.length
        ? [
            ...table("Treatments", treatments, statement.treatmentsMinor),
            ...table("Fees for missed visits, no treatment was given", missed, statement.missedMinor),
            {
              kind: "text",
              text: t(
                "Money counts in the year in which it was paid. Insurers ask for the receipts themselves; this page lists them.",
              ),
              soft: true,
            },
          ]
        : [
            {
              kind: "nothing",
              title: t(`Nothing was paid in ${statement.year}`),
              text: t("Payments of other years stand on their own pages."),
            },
          ],
  };
}

function cells(line: StatementLine, say: PaperSay): Record<string, string[]> {
  const { t } = say;
  const by = [line.practitioner, t(line.title), line.licence].filter(Boolean).join(", ");
  return {
    on: [say.date(line.serviceOn)],
    what: [t(line.service), by],
    receipt: [line.receiptNumber ? t(`No. ${line.receiptNumber}`) : "–"],
    paid: [
      say.money(line.paidMinor),
      ...(line.taxMinor ? [t(`of ${say.money(line.totalMinor)}, ${say.money(line.taxMinor)} GST in it`)] : []),
    ],
  };
}
