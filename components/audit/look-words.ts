// What the looks at a record are called for its patient.
import type { Look } from "@/lib/patients/looks-at-record";

export const lookWords: Record<Look["what"], string> = {
  "patient.seen": "your details and visits",
  "chart.seen": "your chart",
  "plan.seen": "your plan",
  "appointment.seen": "one of your visits",
  "receipt.seen": "one of your receipts",
  "charge.seen": "one of your charges",
  "package.seen": "one of your packages",
  "patient.exported": "saved your whole record to a file",
  "chart.opened_by_reason": "opened your chart from outside your care team",
};
