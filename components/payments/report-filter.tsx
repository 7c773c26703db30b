// Which day or period a money report is about: plain forms that ask the page again.
import type { ReactNode } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type FrameProps = { action: string; label: string; links?: readonly { href: string; label: string }[] };

function Frame({ action, label, links = [], children }: FrameProps & { children: ReactNode }) {
  return (
    <form
      action={action}
      aria-label={label}
      className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3"
    >
      {children}
      <span className="flex flex-wrap gap-2">
        <Button type="submit" size="small" variant="secondary">
          Show
        </Button>
        {links.map(({ href, label: text }) => (
          <LinkButton key={text} href={href} size="small" variant="quiet">
            {text}
          </LinkButton>
        ))}
      </span>
    </form>
  );
}

type DayProps = { label: string; name: string; value: string; today: string };

function DayField({ label, name, value, today }: DayProps) {
  return (
    <label className="flex items-center gap-2 text-sm text-soft">
      {label}
      <input type="date" name={name} defaultValue={value} max={today} required className={`${controlClass} w-auto!`} />
    </label>
  );
}

type Place = { id: string; name: string };

export function DayFilter({
  places,
  place,
  ...day
}: FrameProps & DayProps & { places?: readonly Place[]; place?: string | undefined }) {
  const { action, label: _label, links } = day;
  return (
    <Frame action={action} label="Day" links={links ?? []} key={`${day.value}${place}`}>
      <DayField {...day} />
      {places?.length ? (
        <label className="flex items-center gap-2 text-sm text-soft">
          Place
          <select name="place" defaultValue={place ?? ""} className={`${controlClass} w-auto!`}>
            <option value="">All of the clinic</option>
            {places.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </Frame>
  );
}

type PeriodProps = Omit<FrameProps, "label"> & { from: string; to: string; today: string };

export function PeriodFilter({ from, to, today, ...frame }: PeriodProps) {
  return (
    <Frame {...frame} label="Period" key={`${from}${to}`}>
      <DayField label="From" name="from" value={from} today={today} />
      <DayField label="to" name="to" value={to} today={today} />
    </Frame>
  );
}
