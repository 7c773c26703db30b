// Which day's knowledge, compared with which, and whose visits: a plain form that asks the page again.
import { payerChoices } from "@/components/insights/payer-words";
import { Button, LinkButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type Choice = { id: string; name: string };

export type FilterFormProps = {
  action: string;
  asOf: string;
  today: string;
  disciplines: readonly Choice[];
  /** Empty where people are not told apart. */
  practitioners: readonly Choice[];
  /** Empty where they are not chosen among; payers neither. */
  templates: readonly Choice[];
  chosen: {
    discipline?: string | undefined;
    practitioner?: string | undefined;
    template?: string | undefined;
    payer?: string | undefined;
  };
  /** Where a period can be asked for: its first day, or empty. */
  from?: string;
  /** Where an earlier day can be compared with. */
  compare?: string;
  /** Asks for templates and payers too, where the page keeps them back. */
  moreHref?: string;
  /** Where no filter is set. */
  clearHref: string | null;
};

function Choose({ label, name, all, choices, value }: ChooseProps) {
  return (
    <label className="flex max-w-full items-center gap-2 text-sm text-soft">
      {label}
      <select name={name} defaultValue={value ?? ""} className={`${controlClass} w-auto! max-w-72 min-w-0`}>
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
  templates,
  chosen,
  from,
  compare,
  moreHref,
  clearHref,
}: FilterFormProps) {
  return (
    <form
      action={action}
      key={`${asOf}${Object.values(chosen).join(" ")}${from}${compare}`}
      aria-label="Day and people"
      className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3"
    >
      <label className="flex items-center gap-2 text-sm text-soft">
        As of
        <input type="date" name="asOf" defaultValue={asOf} max={today} required className={`${controlClass} w-auto!`} />
      </label>
      {compare === undefined ? null : (
        <label className="flex items-center gap-2 text-sm text-soft">
          Compared with
          <input
            type="date"
            name="compare"
            defaultValue={compare}
            max={today}
            required
            className={`${controlClass} w-auto!`}
          />
        </label>
      )}
      {from === undefined ? null : (
        <label className="flex items-center gap-2 text-sm text-soft">
          Plans begun since
          <input type="date" name="from" defaultValue={from} max={today} className={`${controlClass} w-auto!`} />
        </label>
      )}
      <Choose label="Discipline" name="discipline" all="All" choices={disciplines} value={chosen.discipline} />
      {practitioners.length ? (
        <Choose
          label="Practitioner"
          name="practitioner"
          all="All"
          choices={practitioners}
          value={chosen.practitioner}
        />
      ) : null}
      {templates.length ? (
        <>
          <Choose label="Template" name="template" all="All" choices={templates} value={chosen.template} />
          <Choose label="Payer" name="payer" all="All" choices={payerChoices} value={chosen.payer} />
        </>
      ) : null}
      <span className="flex gap-2">
        <Button type="submit" size="small" variant="secondary">
          Show
        </Button>
        {moreHref ? (
          <LinkButton href={moreHref} size="small" variant="quiet">
            Template, payer
          </LinkButton>
        ) : null}
        {clearHref ? (
          <LinkButton href={clearHref} size="small" variant="quiet">
            Today, everybody
          </LinkButton>
        ) : null}
      </span>
    </form>
  );
}
