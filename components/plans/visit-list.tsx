// The visits of a plan in order: when, with whom, who pays, and what can be done with each.
import type { ReactNode } from "react";
import type { Hue } from "@/components/ui/hue";
import { HueLetter } from "@/components/ui/hue-letter";
import { RuleItem, RuleList } from "@/components/ui/rule-list";

export type VisitLine = {
  id: string;
  letter: string;
  hue: number;
  /** "Thu, Dec 3, 9:00 a.m." or why there is none. */
  when: string;
  detail: string;
  money: string;
  href?: string;
  note?: ReactNode;
};

export function VisitList({ label, visits }: { label: string; visits: VisitLine[] }) {
  return (
    <RuleList label={label}>
      {visits.map((visit) => (
        <RuleItem
          key={visit.id}
          lead={<HueLetter hue={visit.hue as Hue} letter={visit.letter} />}
          title={<span className="figures">{visit.when}</span>}
          detail={
            <span className="text-sm">
              {visit.detail}
              <span className="block sm:hidden">{visit.money}</span>
            </span>
          }
          aside={<span className="hidden text-sm sm:block">{visit.money}</span>}
          href={visit.href}
        >
          {visit.note ? <span className="text-sm text-soft">{visit.note}</span> : null}
        </RuleItem>
      ))}
    </RuleList>
  );
}
