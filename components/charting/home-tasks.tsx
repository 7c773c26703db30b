// What a patient does at home between visits.
import type { ReactNode } from "react";
import { RuleItem, RuleList } from "@/components/ui/rule-list";

export type HomeTaskLine = {
  id: string;
  title: string;
  how: string;
  often: string;
  since: string;
  /** How it is ended, for those who may. */
  aside?: ReactNode;
};

type Props = { label?: string; tasks: readonly HomeTaskLine[] };

export function HomeTaskList({ label = "Tasks for home", tasks }: Props) {
  return (
    <RuleList label={label}>
      {tasks.map(({ id, title, how, often, since, aside }) => (
        <RuleItem
          key={id}
          title={title}
          detail={
            <>
              {often}
              {how ? <span className="block whitespace-pre-line">{how}</span> : null}
              <span className="block text-sm">{since}</span>
            </>
          }
          aside={aside}
        />
      ))}
    </RuleList>
  );
}
