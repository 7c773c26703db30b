// How a clinic writes amounts and dates on its documents.
import type { PaperSay } from "@/components/payments/paper";
import { asWritten, type Tell } from "@/lib/languages/tell";
import { formatMoney } from "@/lib/money/money";
import { sayDate } from "@/lib/time/say";

export const paperSay = (currency: string, locale: string, t: Tell = asWritten): PaperSay => ({
  locale,
  t,
  money: (minor) => formatMoney(minor, currency, locale),
  date: (date) => sayDate(date, locale),
});
