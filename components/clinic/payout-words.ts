// What a practitioner is due, in words.
import type { PayoutRate } from "@/lib/clinic/setup-views";

/** "60 % of fees", "$70.00 a visit" */
export const payoutWords = (rate: PayoutRate, say: (minor: number) => string): string =>
  rate.kind === "percent" ? `${rate.feeBp / 100} % of fees` : `${say(rate.visitMinor)} a visit`;
