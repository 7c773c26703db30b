// The chart of a patient, newest first, with the latest of each score above it.
import { Anchor } from "@/components/ui/anchor";
import { Stat } from "@/components/ui/stat";

export type ChartEntry = {
  id: string;
  when: string;
  title: string;
  body: string;
  by: string;
  href?: string | undefined;
  hrefLabel?: string;
};

export type ScoreLine = { id: string; name: string; value: number; when: string };

type Props = { entries: readonly ChartEntry[]; scores: readonly ScoreLine[] };

export function ChartTimeline({ entries, scores }: Props) {
  const names = [...new Set(scores.map((score) => score.name))];
  return (
    <div className="flex flex-col gap-5">
      {names.length ? (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-4">
          {names.map((name) => {
            const own = scores.filter((score) => score.name === name);
            const [latest, first] = [own[0], own.at(-1)];
            return latest && first ? (
              <Stat
                key={name}
                value={latest.value}
                label={name}
                detail={latest.id === first.id ? latest.when : `${first.value} at first; ${latest.when}`}
              />
            ) : null;
          })}
        </div>
      ) : null}
      {entries.length === 0 ? <p className="text-soft">Nothing is written yet.</p> : null}
      <ol className="flex flex-col divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.id} className="py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold">{entry.title}</span>
              <span className="figures text-sm text-soft">
                {entry.when}, {entry.by}
              </span>
            </p>
            <p className="mt-1 whitespace-pre-line">{entry.body}</p>
            {entry.href ? (
              <p className="no-print mt-1">
                <Anchor className="link" href={entry.href}>
                  {entry.hrefLabel}
                </Anchor>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
