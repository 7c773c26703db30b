// People to call about one thing, each with what it is, since when, and what to do about it.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { phoneWords } from "@/lib/clinic/phone-words";

export type FollowLine = {
  key: string;
  patientHref: string;
  planHref: string;
  name: string;
  mobile: string | null;
  what: string;
  practitioner: string;
  call: string | null;
  log: ReactNode;
};

export function FollowList({ label, lines }: { label: string; lines: readonly FollowLine[] }) {
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
            {line.mobile ? (
              <a href={`tel:${line.mobile}`} className="figures block text-sm text-soft no-underline hover:text-accent">
                {phoneWords(line.mobile)}
              </a>
            ) : null}
          </div>
          <div className="figures col-span-2 row-start-2 py-1 md:col-span-1 md:row-start-auto">
            {line.what}
            <span className="block text-sm text-soft">{line.practitioner}</span>
          </div>
          <div className="figures col-span-2 row-start-3 py-1 md:col-span-1 md:row-start-auto">
            {line.call ? <span className="block text-sm text-soft">{line.call}</span> : null}
            {line.log}
          </div>
          <div className="col-start-2 row-start-1 py-0.5 text-end md:col-start-auto md:row-start-auto">
            <LinkButton href={line.planHref} size="small" variant="secondary">
              Open plan<span className="sr-only"> of {line.name}</span>
            </LinkButton>
          </div>
        </li>
      ))}
    </ul>
  );
}
