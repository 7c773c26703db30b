// People whose plan goes on while no visit is booked, each with what to do about it.
import { CallList, type Callee } from "@/components/insights/call-list";
import { LinkButton } from "@/components/ui/button";
import { HueLetter } from "@/components/ui/hue-letter";
import type { Hue } from "@/components/ui/hue";
import { Status } from "@/components/ui/status";

export type UnbookedLine = Callee & {
  planId: string;
  bookHref: string;
  disciplines: { letter: string; name: string; hue: Hue }[];
  /** `8 visits left, about $960`. */
  left: string;
  due: string;
  overdue: boolean;
  seen: string;
  reviewFirst: boolean;
};

export const UnbookedList = ({ lines }: { lines: readonly UnbookedLine[] }) => (
  <CallList
    label="Active plan, nothing booked"
    lines={lines}
    beside={({ disciplines }) => (
      <span className="ms-2 inline-flex gap-1 align-middle">
        {disciplines.map(({ letter, name, hue }) => (
          <span key={name} title={name}>
            <HueLetter hue={hue} letter={letter} />
            <span className="sr-only">{name}</span>
          </span>
        ))}
      </span>
    )}
    about={({ overdue, due, seen }) => (
      <>
        <span className={overdue ? "font-semibold" : ""}>{due}</span>
        <span className="block text-sm text-soft">{seen}</span>
      </>
    )}
    more={({ left }) => left}
    deed={({ bookHref, name, reviewFirst }) => (
      <>
        <LinkButton href={bookHref} size="small" variant={reviewFirst ? "secondary" : "primary"}>
          {reviewFirst ? "Open" : "Book"}
          <span className="sr-only"> for {name}</span>
        </LinkButton>
        {reviewFirst ? (
          <span className="mt-1 block text-sm">
            <Status icon="stop" tone="stop">
              Review first
            </Status>
          </span>
        ) : null}
      </>
    )}
  />
);
