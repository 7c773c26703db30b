// Documents about money as PDFs: read back, each says everything its page says, in the scripts people's names are written in.
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test, vi } from "vitest";
import { isWritable, type Paper } from "../../../../components/payments/paper.ts";
import { paperPdf } from "../../../../components/payments/paper-pdf.tsx";
import { paperSay } from "../../../../components/payments/paper-say.ts";
import { receiptFileName, receiptPaper } from "../../../../components/payments/receipt-paper.ts";
import { yearPaper } from "../../../../components/payments/year-paper.ts";
import { sayOwn } from "../../../../lib/languages/say-in.ts";
import type { ReceiptBody } from "../../../../lib/payments/receipt.ts";
import type { StatementLine, YearStatement } from "../../../../lib/payments/year-statement.ts";

// Chinese type is large, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const body: ReceiptBody = {
  kind: "treatment",
  number: 412,
  issuedOn: "2026-12-02",
  serviceOn: "2026-12-01",
  patientName: "Zoë L’Écuyer-Nuñez",
  service: { name: "Massage, 60 minutes", discipline: "Massage therapy", minutes: 60, initialVisit: true },
  referral: { by: "Dr. Ana Silva, physician", number: "24680", writtenOn: "2026-11-02" },
  practitioner: { name: "Priya Nair", title: "RMT", college: "CCHPBC", licenceNumber: "10234" },
  supplier: {
    name: "Harbour Clinic Ltd.",
    address: "120 Water Street, Vancouver",
    phone: "+16045550112",
    gstNumber: "12345 6789 RT0001",
  },
  clinic: { name: "Harbour", phone: "+16045550199", email: "desk@harbour.test", place: "8 Pier Road, Vancouver" },
  currency: "CAD",
  feeMinor: 12_000,
  taxMinor: 600,
  taxCode: "gst",
  totalMinor: 12_600,
  payer: { name: "icbc", minor: 4_321 },
  payments: [
    { method: "terminal", amountMinor: 10_000, receivedOn: "2026-12-01" },
    { method: "cash", amountMinor: 2_000, receivedOn: "2026-12-02" },
  ],
  balanceMinor: 600,
};
const say = paperSay("CAD", "en-CA");
const plain = { duplicate: false, replacedBy: null };

async function read(paper: Paper): Promise<{ text: string; pages: number }> {
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(await paperPdf(paper))), {
    mergePages: true,
  });
  return { text: squeezed(text), pages: totalPages };
}

/** Lines break where the sheet is narrow. */
const squeezed = (text: string) => text.normalize("NFC").replaceAll(/\s+/g, "");

/** Every text that stands in a document. */
function textsOf(paper: Paper): string[] {
  const of = (value: unknown): string[] =>
    typeof value === "string" ? [value] : Array.isArray(value) ? value.flatMap(of) : [];
  return [
    ...of([paper.marks, paper.title, paper.under.map(({ text }) => text), paper.from]),
    ...paper.parts.flatMap((part): string[] => {
      switch (part.kind) {
        case "facts":
          return part.facts.flatMap(({ term, lines }) => [term, ...lines]);
        case "table":
          return of([
            part.captionHidden ? [] : part.caption,
            part.columns.map(({ label }) => label),
            [...part.rows, part.foot].map(({ cells }) => Object.values(cells)),
          ]);
        case "nothing":
          return [part.title, part.text];
        default:
          return [part.text];
      }
    }),
  ];
}

const missing = (texts: readonly string[], text: string) => texts.filter((one) => !text.includes(squeezed(one)));

describe("a receipt as a PDF", () => {
  test("holds every field that an insurer asks for", async () => {
    const { text, pages } = await read(receiptPaper(body, plain, say));
    const fields = [
      "Official receipt",
      "No. 412, issued Wednesday, December 2, 2026",
      "Zoë L’Écuyer-Nuñez",
      "Tuesday, December 1, 2026",
      "Massage, 60 minutes, Massage therapy, initial visit",
      "Priya Nair, RMT",
      "CCHPBC, registration 10234",
      "Referred by",
      "Dr. Ana Silva, physician",
      "Referral of Monday, November 2, 2026, number 24680",
      "Harbour Clinic Ltd.",
      "120 Water Street, Vancouver",
      "GST 12345 6789 RT0001",
      "8 Pier Road, Vancouver",
      "desk@harbour.test",
      "$120.00",
      "$6.00",
      "$126.00",
      "ICBC pays $43.21 of the same visit",
      "Card terminal",
      "$100.00",
      "Cash",
      "$20.00",
      "Still to pay",
    ];
    expect(missing(fields, text)).toEqual([]);
    expect(missing(textsOf(receiptPaper(body, plain, say)), text)).toEqual([]);
    expect(text).not.toMatch(/DUPLICATE|VOID/);
    expect(pages).toBe(1);
  });

  test("says that it is a duplicate, that it is void, and what it takes the place of", async () => {
    const { text } = await read(receiptPaper({ ...body, replaces: 398 }, { duplicate: true, replacedBy: 420 }, say));
    expect(
      missing(["DUPLICATE", "VOID, REPLACED BY No. 420", "takes the place of No. 398, which is void"], text),
    ).toEqual([]);
  });

  test("of somebody who reads French says the same in French", async () => {
    const french = paperSay("CAD", "fr-CA", (text) => sayOwn("fr", text));
    const paper = receiptPaper({ ...body, replaces: 398 }, { duplicate: true, replacedBy: 420 }, french);
    const { text } = await read(paper);
    const fields = [
      "DUPLICATA",
      "ANNULÉ, REMPLACÉ PAR LE No 420",
      "No 412, émis le mercredi 2 décembre 2026, remplace le No 398, qui est annulé",
      "Massothérapie, visite initiale",
      "CCHPBC, permis 10234",
      "TPS 12345 6789 RT0001",
      "Recommandation du lundi 2 novembre 2026, numéro 24680",
      "126,00 $",
      "Terminal de cartes",
      "ICBC paie 43,21 $ de la même visite",
    ];
    expect(missing(fields, text)).toEqual([]);
    expect(missing(textsOf(paper), text)).toEqual([]);
    expect(text).not.toMatch(/receipt|treatment|visit\b|Paid/);
  });

  test("of a missed visit is another document, which says that no treatment was given", async () => {
    const missed: ReceiptBody = { ...body, kind: "missed_visit", service: null, payer: null };
    const { text } = await read(receiptPaper(missed, plain, say));
    const fields = ["statement of fee", "No treatment was given.", "Booked with", "Fee for the missed appointment"];
    expect(missing(fields, text)).toEqual([]);
    expect(missing(["Official receipt", "Date of service", "Massage"], text)).toHaveLength(3);
    expect([receiptFileName(body), receiptFileName(missed)]).toEqual(["receipt-412", "fee-412"]);
  });

  test.each(["ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "陈大文", "陳大文", "François Lefèvre-Côté, œuvre", "Đặng Thị Ngọc", "Ольга Їжак", "Ελένη"])(
    "has letters for the name %s",
    async (patientName) => {
      const bytes = new Uint8Array(await paperPdf(receiptPaper({ ...body, patientName }, plain, say)));
      const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
      // Vowel signs of Gurmukhi stand before the letter they follow in speech, and read back so.
      const letters = (of: string) => squeezed(of).replaceAll(/[\p{M}\p{C}]/gu, "");
      expect(letters(text)).toContain(letters(patientName));
    },
  );

  test("is not made where a letter would come out as another one", () => {
    const of = (patientName: string) => isWritable(receiptPaper({ ...body, patientName }, plain, say));
    expect([of("陈大文"), of("ਗੁਰਪ੍ਰੀਤ"), of("محمد"), of("김민준"), of("मीरा")]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("is made in well under a second, two at once, and neither holds the other’s", async () => {
    await paperPdf(receiptPaper(body, plain, say));
    // Of the processor, so that a busy machine says nothing about it.
    const began = process.cpuUsage();
    const [one, other] = await Promise.all([
      read(receiptPaper({ ...body, patientName: "Asha Rao" }, plain, say)),
      read(receiptPaper({ ...body, patientName: "Ben Ode" }, plain, say)),
    ]);
    const { user } = process.cpuUsage(began);
    expect(user / 1_000).toBeLessThan(2_000);
    expect(missing(["Asha Rao"], one.text)).toEqual([]);
    expect(missing(["Asha Rao"], other.text)).toEqual(["Asha Rao"]);
    expect(missing(["Ben Ode"], other.text)).toEqual([]);
  });
});

describe("a year’s payments as a PDF", () => {
  const line: StatementLine = {
    chargeId: "c",
    kind: "visit",
    serviceOn: "2026-12-01",
    service: "Massage, 60 minutes",
    practitioner: "Priya Nair",
    title: "RMT",
    licence: "CCHPBC 10234",
    totalMinor: 12_600,
    taxMinor: 600,
    paidMinor: 10_000,
    receiptNumber: 412,
  };
  const year: YearStatement = {
    year: 2026,
    patientName: "Asha Rao",
    clinic: { name: "Harbour", phone: "+16045550199", email: "desk@harbour.test" },
    currency: "CAD",
    treatments: Array.from({ length: 60 }, (_, index) => ({
      ...line,
      chargeId: `c${index}`,
      receiptNumber: 400 + index,
    })),
    missed: [{ ...line, kind: "missed_visit_fee", chargeId: "m", paidMinor: 5_000, receiptNumber: null }],
    treatmentsMinor: 600_000,
    missedMinor: 5_000,
  };

  test("says all that the page says, over as many sheets as it needs", async () => {
    const paper = yearPaper(year, say);
    const { text, pages } = await read(paper);
    expect(missing(textsOf(paper), text)).toEqual([]);
    expect(missing(["No. 459", "$6,000.00", "Fees for missed visits, no treatment was given"], text)).toEqual([]);
    expect(pages).toBeGreaterThan(1);
  });

  test("says when there was nothing", async () => {
    const { text } = await read(yearPaper({ ...year, treatments: [], missed: [] }, say));
    expect(missing(["Nothing was paid in 2026"], text)).toEqual([]);
  });
});
