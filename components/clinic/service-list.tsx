// A clinic's services by discipline, each with its length, price with tax, and next opening.
import { HueLetter } from "@/components/ui/hue-letter";
import type { Hue } from "@/components/ui/hue";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";

export type ServiceLine = {
  id: string;
  name: string;
  about: string;
  /** Where it is booked; without one it is only to look at. */
  href?: string;
  /** "45 minutes" */
  minutes: string;
  /** Price with tax, ready to read. */
  price: string;
  /** "Next: Thu, Dec 3, 9:00 a.m." or why there is none. */
  next: string;
};

export type ServiceGroup = { id: string; name: string; letter: string; hue: number; services: ServiceLine[] };

export function ServiceList({
  title,
  hint,
  id,
  groups,
}: {
  title: string;
  hint?: string;
  id: string;
  groups: ServiceGroup[];
}) {
  return (
    <Section title={title} id={id} hint={hint}>
      <div className="flex flex-col gap-8">
        {groups.map((group) => (
          <div key={group.id} className="flex flex-col gap-3">
            <h3 className="text-base">
              <HueLetter hue={group.hue as Hue} letter={group.letter} name={group.name} />
            </h3>
            <RuleList label={group.name}>
              {group.services.map((service) => (
                <RuleItem
                  key={service.id}
                  hue={group.hue as Hue}
                  href={service.href}
                  title={service.name}
                  detail={
                    <>
                      <span className="figures">{service.minutes}</span>
                      <span className="block text-sm">{service.next}</span>
                    </>
                  }
                  aside={<span className="font-semibold">{service.price}</span>}
                />
              ))}
            </RuleList>
          </div>
        ))}
      </div>
    </Section>
  );
}
