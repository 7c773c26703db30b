// How many bookings were missed without a word, by how long before they had been made.
import type { Narrowing } from "../figures/count-figures.ts";
import type { KnownPlan } from "../figures/known-plan.ts";
import { daysBetween } from "../time/dates.ts";
import type { Share } from "./insights-views.ts";
import { shareOf } from "./owner-figures.ts";

export type LeadLine = { id: string; name: string; share: Share };

const spans = [
  { id: "0", name: "The same or the next day", upTo: 1 },
  { id: "2", name: "2 to 7 days before", upTo: 7 },
  { id: "8", name: "8 to 14 days before", upTo: 14 },
  { id: "15", name: "15 to 28 days before", upTo: 28 },
  { id: "29", name: "More than 28 days before", upTo: Infinity },
] as const;

/** Of bookings that were kept, missed or cancelled late. */
export function noShowsByLead(plans: readonly KnownPlan[], { disciplineId, practitionerId }: Narrowing): LeadLine[] {
  const ends = plans
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ outcome }) => outcome === "attended" || outcome === "no_show" || outcome === "late_cancel")
    .filter((one) => disciplineId === undefined || one.disciplineId === disciplineId)
    .filter((one) => practitionerId === undefined || one.practitionerId === practitionerId);
  const leads = ends.flatMap(({ outcome, bookedOn, day }) =>
    bookedOn === undefined ? [] : { missed: outcome === "no_show", days: Math.max(0, daysBetween(bookedOn, day)) },
  );
  let from = -1;
  return spans.map(({ id, name, upTo }) => {
    const inSpan = leads.filter(({ days }) => days > from && days <= upTo);
    from = upTo;
    return { id, name, share: shareOf(inSpan.filter(({ missed }) => missed).length, inSpan.length) };
  });
}
