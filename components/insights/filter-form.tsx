// Which day's knowledge and whose visits: a plain form that asks the page again.
import { Button, LinkButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type Choice = { id: string; name: string };

export type FilterFormProps = {
  action: string;
  asOf: string;
  today: string;
  disciplines: readonly Choice[];
  practitioners: readonly Choice[];
  chosen: { discipline?: string | undefined; practitioner?: string | undefined };
  /** Where a period can be asked for: its first day, or empty. */
  from?: string;
  /** Where no filter is set. */
  clearHref: string | null;
};

function Choose({ label, name, all, choices, value }: ChooseProps) {
  return (
    <label className="flex items-center gap-2 text-sm text-soft">
      {label}
      <select name={name} defaultValue={value ?? ""} className={`${controlClass} w-auto!`}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </label>
  );
}

type ChooseProps = { label: string; name: string; all: string; choices: readonly Choice[]; value?: string | undefined };

export function FilterForm({
  action,
  asOf,
  today,
  disciplines,
  practitioners,
  chosen,
  from,
  clearHref,
}: FilterFormProps) {
  return (
    <form
      action={action}
      key={`${asOf}${chosen.discipline}${chosen.practitioner}${from}`}
      aria-label="Day and people"
      className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3"
    >
      <label className="flex items-center gap-2 text-sm text-soft">
        As of
        <input type="date" name="asOf" defaultValue={asOf} max={today} required className={`${controlClass} w-auto!`} />
      </label>
      {from === undefined ? null : (
        <label className="flex items-center gap-2 text-sm text-soft">
          Plans begun since
          <input type="date" name="from" defaultValue={from} max={today} className={`${controlClass} w-auto!`} />
        </label>
      )}
      <Choose label="Discipline" name="discipline" all="All" choices={disciplines} value={chosen.discipline} />
      <Choose label="Practitioner" name="practitioner" all="All" choices={practitioners} value={chosen.practitioner} />
      <span className="flex gap-2">
        <Button type="submit" size="small" variant="secondary">
          Show
        </Button>
        {clearHref ? (
          <LinkButton href={clearHref} size="small" variant="quiet">
            Today, everybody
          </LinkButton>
        ) : null}
      </span>
    </form>
  );
}
