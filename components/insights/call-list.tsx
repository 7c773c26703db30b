// People to call, each with what it is about, what came of the last call, and what to do.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";

export type Callee = {
  key: string;
  patientHref: string;
  name: string;
  mobile: string | null;
  call: string | null;
  /** Keeps a call; left out on a past day's page. */
  log?: ReactNode;
};

type Props<Line extends Callee> = {
  label: string;
  lines: readonly Line[];
  /** Beside the name. */
  beside?: (line: Line) => ReactNode;
  about: (line: Line) => ReactNode;
  /** Above the last call. */
  more?: (line: Line) => ReactNode;
  deed: (line: Line) => ReactNode;
};

export function CallList<Line extends Callee>({ label, lines, beside, about, more, deed }: Props<Line>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role from lists without bullets.
    <ul role="list" aria-label={label} className="divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <li
          key={line.key}
          className="grid grid-cols-[1fr_auto] items-start gap-x-4 py-2 md:grid-cols-[15rem_1fr_1fr_auto]"
        >
          <div className="min-w-0 py-1">
            <Anchor href={line.patientHref} className="font-semibold text-ink no-underline hover:text-accent">
              {line.name}
            </Anchor>
            {beside?.(line)}
            {line.mobile ? (
              <a href={`tel:${line.mobile}`} className="figures block text-sm text-soft no-underline hover:text-accent">
                {phoneWords(line.mobile)}
              </a>
            ) : null}
          </div>
          <div className="figures col-span-2 row-start-2 py-1 md:col-span-1 md:row-start-auto">{about(line)}</div>
          <div className="figures col-span-2 row-start-3 py-1 md:col-span-1 md:row-start-auto">
            {more?.(line)}
            {line.call ? <span className="block text-sm text-soft">{line.call}</span> : null}
            {line.log}
          </div>
          <div className="col-start-2 row-start-1 py-0.5 text-end md:col-start-auto md:row-start-auto">
            {deed(line)}
          </div>
        </li>
      ))}
    </ul>
  );
}
