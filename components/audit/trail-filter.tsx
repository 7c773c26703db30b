// Narrows the list of deeds to a person, a patient and a day: a plain form that asks the page again.
import { Button, LinkButton } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type Props = {
  members: readonly { id: string; name: string }[];
  chosen: { person?: string | undefined; patient?: string | undefined; day?: string | undefined };
  today: string;
};

export function TrailFilterForm({ members, chosen, today }: Props) {
  const label = "flex flex-col gap-1 text-sm text-soft";
  return (
    <form
      action="/owner/audit"
      key={`${chosen.person}${chosen.patient}${chosen.day}`}
      aria-label="Person, patient and day"
      className="no-print flex flex-wrap items-end gap-x-4 gap-y-3 border-t border-line pt-3"
    >
      <label className={label}>
        Person
        <select name="person" defaultValue={chosen.person ?? ""} className={`${controlClass} w-auto!`}>
          <option value="">Everybody</option>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={label}>
        Patient’s name
        <input name="patient" defaultValue={chosen.patient ?? ""} maxLength={100} className={controlClass} />
      </label>
      <label className={label}>
        Day
        <input
          type="date"
          name="day"
          defaultValue={chosen.day ?? ""}
          max={today}
          className={`${controlClass} w-auto!`}
        />
      </label>
      <span className="flex gap-2">
        <Button type="submit" size="small" variant="secondary">
          Show
        </Button>
        {chosen.person || chosen.patient || chosen.day ? (
          <LinkButton href="/owner/audit" size="small" variant="quiet">
            Everything
          </LinkButton>
        ) : null}
      </span>
    </form>
  );
}
