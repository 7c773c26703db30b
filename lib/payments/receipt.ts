// A receipt as issued: every field an insurer asks for, frozen with its number. A missed-visit fee is another document.
// Fields: Ontario's college of massage therapists (receipts, March 2025) and Pacific Blue Cross (official receipts), checked 2026-11.

export type ReceiptBody = {
  kind: "treatment" | "missed_visit";
  number: number;
  /** The number of the receipt that this one takes the place of. */
  replaces?: number;
  issuedOn: string;
  serviceOn: string;
  patientName: string;
  /** The service as performed, with its minutes; none on a missed-visit document. */
  service: { name: string; discipline: string; minutes: number; initialVisit: boolean } | null;
  /** Who referred the patient, where a payer asks for it. */
  referral?: { by: string; number: string | null; writtenOn: string };
  practitioner: { name: string; title: string; college: string | null; licenceNumber: string | null };
  supplier: { name: string; address: string; phone: string; gstNumber: string | null };
  clinic: { name: string; phone: string; email: string; place: string };
  currency: string;
  feeMinor: number;
  taxMinor: number;
  taxCode: string;
  totalMinor: number;
  /** The part that another payer pays of the same visit. */
  payer: { name: string; minor: number } | null;
  /** And the parts of those who pay after it. */
  furtherPayers?: { name: string; minor: number }[];
  payments: { method: string; amountMinor: number; receivedOn: string }[];
  balanceMinor: number;
};

export type ReceiptView = {
  receiptId: string;
  body: ReceiptBody;
  /** Asked for once more: everybody who is shown it has had it before. */
  duplicate: boolean;
  /** Void, and what counts instead. */
  replacedBy: { receiptId: string; number: number } | null;
};
