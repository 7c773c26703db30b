// What is done and what is left before patients can book.
import { Icon } from "@/components/ui/icon";
import { RuleItem, RuleList } from "@/components/ui/rule-list";

export type TodoLine = { key: string; title: string; detail: string; href: string; done: boolean; needed: boolean };

export function SetupChecklist({ lines }: { lines: readonly TodoLine[] }) {
  return (
    <RuleList label="Checklist">
      {lines.map(({ key, title, detail, href, done, needed }) => (
        <RuleItem
          key={key}
          href={href}
          title={
            <>
              {title}
              <span className="sr-only">{done ? ": done" : needed ? ": to do" : ": if you like"}</span>
            </>
          }
          detail={detail}
          lead={
            <span className={done ? "text-good" : needed ? "text-accent" : "text-soft"}>
              <Icon name={done ? "check" : needed ? "task" : "info"} size={22} />
            </span>
          }
          aside={
            done ? (
              <span className="text-soft">Done</span>
            ) : needed ? (
              "To do"
            ) : (
              <span className="text-soft">If you like</span>
            )
          }
        />
      ))}
    </RuleList>
  );
}
