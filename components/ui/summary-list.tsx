// What someone is about to agree to, line by line, each with a way to change it.
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { Word } from "@/components/ui/word";

export type SummaryItem = { term: string; value: ReactNode; change?: { href: string; label?: string } };

export function SummaryList({ items }: { items: readonly SummaryItem[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {items.map((item) => (
        <div key={item.term} className="flex flex-wrap gap-x-4 gap-y-0.5 py-3 sm:flex-nowrap">
          <dt className="w-full text-soft sm:w-44 sm:shrink-0">{item.term}</dt>
          <dd className="figures min-w-0 grow basis-0">{item.value}</dd>
          {item.change ? (
            <dd className="no-print -my-2 shrink-0">
              <Anchor href={item.change.href} className="link inline-flex min-h-control items-center">
                {item.change.label ?? <Word of="change" />}
                <span className="sr-only"> {item.term.toLowerCase()}</span>
              </Anchor>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
