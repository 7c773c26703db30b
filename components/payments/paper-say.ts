// How a clinic writes amounts and dates on its documents.
import type { PaperSay } from "@/components/payments/paper";
import { formatMoney } from "@/lib/money/money";
import { sayDate } from "@/lib/time/say";

export const paperSay = (currency: string, locale: string): PaperSay => ({
  money: (minor) => formatMoney(minor, currency, locale),
  date: (date) => sayDate(date, locale),
});
