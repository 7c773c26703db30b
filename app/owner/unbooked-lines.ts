// Says each line of the list in words.
import type { UnbookedLine } from "@/components/insights/unbooked-list";
import type { Hue } from "@/components/ui/hue";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import type { LoggedCall, OwnerView } from "@/lib/insights/insights-views";
import { sayAbout } from "@/lib/insights/nothing-booked";
import { daysBetween } from "@/lib/time/dates";
import { sayShortDate, sayShortDay } from "@/lib/time/say";

const outcomes: Record<string, string> = {
  called: "spoke",
  no_answer: "no answer",
  call_back: "call back",
  no_contact: "wants no calls",
};

export function sayCall(call: LoggedCall | null, { timeZone, locale }: ClinicView): string | null {
  if (!call) return null;
  const note = call.note ? `: ${call.note}` : "";
  const by = call.by ? ` (${call.by})` : "";
  return `${sayShortDay(call.at, timeZone, locale)}, ${outcomes[call.outcome] ?? call.outcome}${note}${by}`;
}

function sayDays(days: number): string {
  if (days < 14) return days === 1 ? "1 day" : `${days} days`;
  return `${Math.round(days / 7)} weeks`;
}

export function unbookedLines(view: OwnerView, clinic: ClinicView): UnbookedLine[] {
  return view.nothingBooked.map((line) => {
    const late = daysBetween(line.nextDueOn, view.asOf);
    const due = sayShortDate(line.nextDueOn, clinic.locale);
    return {
      key: line.planId,
      planId: line.planId,
      patientHref: `/desk/patients/${line.patientId}`,
      bookHref: `/desk/plans/${line.planId}`,
      name: line.patientName,
      mobile: line.patientMobile,
      disciplines: line.disciplines.map(({ letter, name, hue }) => ({ letter, name, hue: hue as Hue })),
      left: `${line.visitsLeft} ${line.visitsLeft === 1 ? "visit" : "visits"} left, about ${sayAbout(line.plannedMinor, view.currency, clinic.locale)}`,
      due: late > 0 ? `Was due ${due}, ${sayDays(late)} ago` : `Next due ${due}`,
      overdue: late > 0,
      seen: line.lastSeenOn ? `Last seen ${sayShortDate(line.lastSeenOn, clinic.locale)}` : "Not seen yet",
      call: sayCall(line.lastCall, clinic),
      reviewFirst: line.reviewFirst,
    };
  });
}
