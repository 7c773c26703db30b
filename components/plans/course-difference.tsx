// What planning the rest again changes: kept, moved, new and dropped, each with its sign, its word and its count; then what has no time.
import { HueLetter } from "@/components/ui/hue-letter";
import type { Hue } from "@/components/ui/hue";
import { Icon, type IconName } from "@/components/ui/icon";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import type { DifferenceLine, DifferenceLines } from "@/components/plans/reflow-words";
import type { Tell } from "@/lib/languages/tell";

type Group = { key: Exclude<keyof DifferenceLines, "open">; icon: IconName; word: string; tone: string };

const groups: readonly Group[] = [
  { key: "moved", icon: "arrow-right", word: "Moved", tone: "text-accent" },
  { key: "new", icon: "plus", word: "New", tone: "text-good" },
  { key: "dropped", icon: "cancelled", word: "Dropped", tone: "text-warn" },
  { key: "kept", icon: "check", word: "Kept", tone: "text-soft" },
];

function Times({ t, from, to }: Pick<DifferenceLine, "from" | "to"> & { t: Tell }) {
  if (from && to)
    return (
      <span className="figures flex flex-wrap items-center gap-x-2">
        <span className="font-normal text-soft">
          <span className="sr-only">{t("From")} </span>
          {from}
        </span>
        <span aria-hidden className="text-soft">
          <Icon name="arrow-right" size={16} />
        </span>
        <span>
          <span className="sr-only">{t("to")} </span>
          {to}
        </span>
      </span>
    );
  return <span className={`figures ${to ? "" : "font-normal"}`}>{to ?? from ?? t("No time until now")}</span>;
}

function Lines({ t, label, lines }: { t: Tell; label: string; lines: readonly DifferenceLine[] }) {
  return (
    <RuleList label={label}>
      {lines.map((line) => (
        <RuleItem
          key={line.id}
          lead={<HueLetter hue={line.hue as Hue} letter={line.letter} />}
          title={<Times t={t} {...line} />}
          detail={<span className="text-sm">{[line.what, ...line.notes].join(" · ")}</span>}
        />
      ))}
    </RuleList>
  );
}

const Heading = ({ icon, word, tone, count }: Pick<Group, "icon" | "word" | "tone"> & { count: number }) => (
  <span className="inline-flex items-center gap-2">
    <span className={tone}>
      <Icon name={icon} />
    </span>
    <span>
      {word} <span className="figures font-normal text-soft">{count}</span>
    </span>
  </span>
);

export function CourseDifference({ t, lines }: { t: Tell; lines: DifferenceLines }) {
  const shown = groups.filter(({ key }) => lines[key].length);
  return (
    <div className="flex flex-col gap-7">
      {shown.map(({ key, ...one }) => {
        const group = { ...one, word: t(one.word) };
        const count = lines[key].length;
        const list = <Lines t={t} label={`${group.word}: ${count}`} lines={lines[key]} />;
        // What stays is there to be looked up, not to be read through.
        return key === "kept" && count > 3 && shown.length > 1 ? (
          <details key={key} className="group">
            <summary className="flex min-h-control cursor-pointer list-none items-center gap-2 [&::-webkit-details-marker]:hidden">
              <h3 className="text-base">
                <Heading {...group} count={count} />
              </h3>
              <span className="text-soft group-open:rotate-180">
                <Icon name="chevron-down" size={18} />
              </span>
            </summary>
            {list}
          </details>
        ) : (
          <section key={key} className="flex flex-col gap-2">
            <h3 className="text-base">
              <Heading {...group} count={count} />
            </h3>
            {list}
          </section>
        );
      })}
      {lines.open.length ? (
        <section className="flex flex-col gap-2">
          <h3 className="text-base">
            <Heading icon="warning" word={t("Without a time")} tone="text-warn" count={lines.open.length} />
          </h3>
          <RuleList label={`${t("Without a time")}: ${lines.open.length}`}>
            {lines.open.map((line) => (
              <RuleItem
                key={line.id}
                lead={<HueLetter hue={line.hue as Hue} letter={line.letter} />}
                title={line.what}
                detail={<span className="text-sm">{line.notes.join(" ")}</span>}
              >
                {line.ways.length ? (
                  <ul className="list-disc ps-12 text-sm">
                    {line.ways.map((way) => (
                      <li key={way}>{way}</li>
                    ))}
                  </ul>
                ) : null}
              </RuleItem>
            ))}
          </RuleList>
        </section>
      ) : null}
    </div>
  );
}
