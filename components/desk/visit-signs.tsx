// The small marks of a visit on the day sheet: state first, then what needs somebody.
import { isGone, statusSign, type SheetVisit } from "@/components/desk/day-types";
import { toneText } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";

export function StatusWord({ visit }: { visit: SheetVisit }) {
  const { word, icon, tone } = statusSign[visit.status];
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap ${toneText[tone]}`}>
      <Icon name={icon} size={14} />
      {word}
    </span>
  );
}

/** A short frame with a word; never colour alone. */
function Mark({ tone, children }: { tone: string; children: string }) {
  return <span className={`rounded-[4px] border px-1 leading-[1.35] whitespace-nowrap ${tone}`}>{children}</span>;
}

export function VisitMarks({ visit }: { visit: SheetVisit }) {
  return (
    <>
      {visit.review && !isGone(visit) ? <Mark tone="border-stop text-stop bg-paper">Review first</Mark> : null}
      {visit.changed && !isGone(visit) ? <Mark tone="border-stop text-stop bg-paper">Answers changed</Mark> : null}
      {visit.alert && !isGone(visit) ? <Mark tone="border-warn text-warn bg-paper">Alert</Mark> : null}
      {visit.first ? <Mark tone="border-accent text-accent bg-paper">First visit</Mark> : null}
      {visit.plan ? <Mark tone="border-edge text-soft bg-paper">{`Plan ${visit.plan}`}</Mark> : null}
      {visit.owed ? <Mark tone="border-warn text-warn bg-paper">{`${visit.owed} unpaid`}</Mark> : null}
      {visit.overbooked && !isGone(visit) ? <Mark tone="border-edge text-soft bg-paper">Overbooked</Mark> : null}
    </>
  );
}
