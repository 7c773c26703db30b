// The day as a list by time, for phones, for one practitioner, and on paper.
import { isGone, type SheetColumn } from "@/components/desk/day-types";
import { StatusWord, VisitMarks } from "@/components/desk/visit-signs";
import { EmptyState } from "@/components/ui/empty-state";
import { HueLetter } from "@/components/ui/hue-letter";
import { RuleItem, RuleList } from "@/components/ui/rule-list";

type Props = {
  columns: readonly SheetColumn[];
  showGone: boolean;
  /** Columns are days: the list says which. */
  byDay: boolean;
};

export function DayList({ columns, showGone, byDay }: Props) {
  // A visit that takes two rooms stands in two columns, but once in the list.
  const once = new Map(
    columns.flatMap((column) =>
      column.visits.map((visit) => [visit.id, { visit, date: column.date, day: byDay ? column.name : null }] as const),
    ),
  );
  const visits = [...once.values()]
    .filter(({ visit }) => showGone || !isGone(visit))
    .toSorted(
      (a, b) =>
        a.date.localeCompare(b.date) ||
        a.visit.startMin - b.visit.startMin ||
        a.visit.withWhom.localeCompare(b.visit.withWhom),
    );
  if (visits.length === 0)
    return (
      <EmptyState title="Nothing is booked">New bookings of this day will stand here, in order of time.</EmptyState>
    );
  return (
    <RuleList label="Visits in order of time">
      {visits.map(({ visit, day }) => (
        <RuleItem
          key={visit.id}
          href={visit.href}
          hue={visit.hue}
          lead={
            <span className="block w-18 whitespace-nowrap sm:w-20">
              {day ? <span className="block text-sm text-soft">{day}</span> : null}
              {visit.time}
            </span>
          }
          title={<span className={visit.status === "noshow" || isGone(visit) ? "line-through" : ""}>{visit.who}</span>}
          detail={
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              <span className="flex w-full min-w-0 items-center gap-2 sm:w-auto">
                <HueLetter hue={visit.hue} letter={visit.letter} />
                <span className="min-w-0 truncate">
                  {visit.what}, {visit.withWhom}
                </span>
              </span>
              <StatusWord visit={visit} />
              <VisitMarks visit={visit} />
            </span>
          }
        />
      ))}
    </RuleList>
  );
}
