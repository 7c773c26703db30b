// Plans one below another: status, progress, what is next, and the taper in small.
import { planStatus } from "@/components/desk/plan-words";
import { TaperStrip, type TaperStripProps } from "@/components/plans/taper-strip";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Status } from "@/components/ui/status";

export type PlanLineView = {
  id: string;
  href: string;
  who: string | null;
  what: string;
  status: string;
  lead: string;
  progress: string;
  next: string | null;
  strip: Pick<TaperStripProps, "visits" | "today"> | null;
};

export function PlanLines({ lines, label, named }: { lines: readonly PlanLineView[]; label: string; named?: boolean }) {
  return (
    <RuleList label={label}>
      {lines.map((line) => {
        const sign = planStatus[line.status] ?? { word: line.status, icon: "info" as const, tone: "neutral" as const };
        return (
          <RuleItem
            key={line.id}
            href={line.href}
            title={named && line.who ? line.who : line.what}
            detail={
              <span className="flex flex-wrap items-center gap-x-3">
                {named ? <span>{line.what}</span> : null}
                <span>{line.lead}</span>
                <span className="figures">{line.progress}</span>
                {line.next ? <span className="figures">{line.next}</span> : null}
              </span>
            }
            aside={
              <Status icon={sign.icon} tone={sign.tone}>
                {sign.word}
              </Status>
            }
          >
            {line.strip && line.strip.visits.length > 1 ? (
              <TaperStrip
                visits={line.strip.visits}
                today={line.strip.today}
                label={`${line.progress} attended`}
                width={320}
              />
            ) : null}
          </RuleItem>
        );
      })}
    </RuleList>
  );
}
