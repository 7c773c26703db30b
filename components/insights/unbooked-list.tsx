// People whose plan goes on while no visit is booked, each with what to do about it.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { ReactNode } from "react";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { HueLetter } from "@/components/ui/hue-letter";
import type { Hue } from "@/components/ui/hue";
import { Status } from "@/components/ui/status";

export type UnbookedLine = {
  planId: string;
  patientHref: string;
  bookHref: string;
  name: string;
  mobile: string | null;
  disciplines: { letter: string; name: string; hue: Hue }[];
  /** `8 visits left, about $960`. */
  left: string;
  due: string;
  overdue: boolean;
  seen: string;
  call: string | null;
  reviewFirst: boolean;
  /** Keeps a call; left out on a past day's page. */
  log?: ReactNode;
};

export function UnbookedList({ lines }: { lines: readonly UnbookedLine[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role from lists without bullets.
    <ul role="list" aria-label="Active plan, nothing booked" className="divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <li
          key={line.planId}
          className="grid grid-cols-[1fr_auto] items-start gap-x-4 py-2 md:grid-cols-[15rem_1fr_1fr_auto]"
        >
          <div className="min-w-0 py-1">
            <Anchor href={line.patientHref} className="font-semibold text-ink no-underline hover:text-accent">
              {line.name}
            </Anchor>
            <span className="ms-2 inline-flex gap-1 align-middle">
              {line.disciplines.map(({ letter, name, hue }) => (
                <span key={name} title={name}>
                  <HueLetter hue={hue} letter={letter} />
                  <span className="sr-only">{name}</span>
                </span>
              ))}
            </span>
            {line.mobile ? (
              <a href={`tel:${line.mobile}`} className="figures block text-sm text-soft no-underline hover:text-accent">
                {phoneWords(line.mobile)}
              </a>
            ) : null}
          </div>
          <div className="figures col-span-2 row-start-2 py-1 md:col-span-1 md:row-start-auto">
            <span className={line.overdue ? "font-semibold" : ""}>{line.due}</span>
            <span className="block text-sm text-soft">{line.seen}</span>
          </div>
          <div className="figures col-span-2 row-start-3 py-1 md:col-span-1 md:row-start-auto">
            {line.left}
            {line.call ? <span className="block text-sm text-soft">{line.call}</span> : null}
            {line.log}
          </div>
          <div className="col-start-2 row-start-1 py-0.5 text-end md:col-start-auto md:row-start-auto">
            <LinkButton href={line.bookHref} size="small" variant={line.reviewFirst ? "secondary" : "primary"}>
              {line.reviewFirst ? "Open" : "Book"}
              <span className="sr-only"> for {line.name}</span>
            </LinkButton>
            {line.reviewFirst ? (
              <span className="mt-1 block text-sm">
                <Status icon="stop" tone="stop">
                  Review first
                </Status>
              </span>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
