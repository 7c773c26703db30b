// The visits of a course as lines for people.
import type { VisitLine } from "@/components/plans/visit-list";
import { payerWord } from "@/components/desk/fact-words";
import { plainWords } from "@/components/desk/plan-words";
import type { PlanView, VisitMoney } from "@/lib/plans/plan-views";
import { sayShortDate, sayShortDay, sayTime } from "@/lib/time/say";

type Shown = VisitMoney & {
  visitId: string;
  trackId: string;
  number: number;
  phaseName: string;
  minutes: number;
  start: Date | null;
  onDate: string;
  windowFrom: string;
  windowTo: string;
  practitionerName: string | null;
  provisional: boolean;
};

type Say = { locale: string; money: (minor: number) => string };

export function moneyWords(visit: VisitMoney & { provisional: boolean }, money: Say["money"]): string {
  if (visit.provisional) return "unpaid until decided";
  const own = money(visit.patientMinor + visit.patientTaxMinor);
  if (visit.payerMinor === 0) return own;
  return `${payerWord[visit.payer] ?? visit.payer} ${money(visit.payerMinor)}, patient ${own}`;
}

export function visitLine(plan: PlanView, visit: Shown, { locale, money }: Say): Omit<VisitLine, "href" | "note"> {
  const track = plan.tracks.find((one) => one.trackId === visit.trackId);
  const window = `between ${sayShortDate(visit.windowFrom, locale)} and ${sayShortDate(visit.windowTo, locale)}`;
  return {
    id: visit.visitId,
    letter: track?.letter ?? "",
    hue: track?.hue ?? 1,
    when: visit.start
      ? `${sayShortDay(visit.start, plan.timeZone, locale)}, ${sayTime(visit.start, plan.timeZone, locale)}`
      : `No time yet, around ${sayShortDate(visit.onDate, locale)}`,
    detail: [
      `${track?.disciplineName ?? ""} ${visit.number}, ${visit.minutes} min`,
      plainWords(visit.phaseName),
      visit.practitionerName,
      window,
      visit.provisional ? "after reassessment" : null,
      visit.payerMinor > 0 || visit.payer !== "self" ? visit.because : null,
    ]
      .filter(Boolean)
      .join(" · "),
    money: moneyWords(visit, money),
  };
}
