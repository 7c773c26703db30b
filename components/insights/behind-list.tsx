// People by name, each with the days that put them behind a figure, and the way to their plan.
import { Anchor } from "@/components/ui/anchor";
import { Badge } from "@/components/ui/badge";

export type BehindPerson = {
  id: string;
  name: string;
  href: string;
  planHref: string;
  ended: boolean;
  misses: { day: string; what: string; where: string }[];
};

const shown = 4;

function Days({ misses }: { misses: BehindPerson["misses"] }) {
  return (
    <ul>
      {misses.map(({ day, what, where }, index) => (
        <li key={`${day}${where}${index}`} className="py-0.5">
          <span className="figures inline-block min-w-32 whitespace-nowrap">{day}</span> {what}
          <span className="block text-sm text-soft sm:ms-2 sm:inline">{where}</span>
        </li>
      ))}
    </ul>
  );
}

export function BehindList({ people }: { people: readonly BehindPerson[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role from lists without bullets.
    <ul role="list" aria-label="People" className="divide-y divide-line border-y border-line">
      {people.map(({ id, name, href, planHref, ended, misses }) => {
        // The latest days matter most; the rest is a step away.
        const [rest, last] = [misses.slice(0, -shown), misses.slice(-shown)];
        return (
          <li key={id} className="grid gap-x-6 gap-y-1 py-2 sm:grid-cols-[15rem_1fr_auto]">
            <div>
              <Anchor href={href} className="font-semibold text-ink no-underline hover:text-accent">
                {name}
              </Anchor>{" "}
              {ended ? <Badge>Plan ended</Badge> : null}
            </div>
            <div>
              {rest.length ? (
                <details>
                  <summary className="link inline-block text-sm">{rest.length} earlier</summary>
                  <Days misses={rest} />
                </details>
              ) : null}
              <Days misses={last} />
            </div>
            <Anchor href={planHref} className="link self-start justify-self-start text-sm sm:py-0.5">
              Plan<span className="sr-only"> of {name}</span>
            </Anchor>
          </li>
        );
      })}
    </ul>
  );
}
