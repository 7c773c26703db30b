// The breach register as it is read: each breach, and under it every row as it was written.
import { RuleItem, RuleList } from "@/components/ui/rule-list";

export type BreachLine = { id: string; title: string; detail: string; facts: readonly string[] };

export function BreachList({ lines }: { lines: readonly BreachLine[] }) {
  return (
    <RuleList label="Breaches">
      {lines.map(({ id, title, detail, facts }) => (
        <RuleItem key={id} title={title} detail={detail}>
          <ul className="mt-2 flex list-disc flex-col gap-1 ps-5">
            {facts.map((fact, index) => (
              <li key={index}>{fact}</li>
            ))}
          </ul>
        </RuleItem>
      ))}
    </RuleList>
  );
}
