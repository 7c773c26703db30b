// Narrows the services to somebody, a gender or a language; a plain form that changes the address.
import { SelectField } from "@/components/ui/field";
import { Button } from "@/components/ui/button";

type Props = {
  practitioners: { id: string; name: string; title: string }[];
  languages: string[];
  genders: string[];
  chosen: { practitioner?: string; gender?: string; language?: string };
  clearHref: string | null;
};

const genderWords: Record<string, string> = { woman: "A woman", man: "A man", nonbinary: "A non-binary person" };

export function PractitionerFilter({ practitioners, languages, genders, chosen, clearHref }: Props) {
  return (
    <details open={clearHref !== null} className="border-y border-line">
      <summary className="min-h-control cursor-pointer py-3 font-semibold">Looking for someone in particular?</summary>
      <form className="grid gap-4 pb-5 sm:grid-cols-3">
        <SelectField
          label="Practitioner"
          name="practitioner"
          width="full"
          placeholder="Anyone"
          defaultValue={chosen.practitioner ?? ""}
          options={practitioners.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
        />
        <SelectField
          label="Who is"
          name="gender"
          width="full"
          placeholder="Anyone"
          defaultValue={chosen.gender ?? ""}
          options={genders.map((value) => ({ value, label: genderWords[value] ?? value }))}
        />
        <SelectField
          label="Who speaks"
          name="language"
          width="full"
          placeholder="Any language"
          defaultValue={chosen.language ?? ""}
          options={languages.map((value) => ({ value, label: value }))}
        />
        <div className="flex flex-wrap items-center gap-4 sm:col-span-3">
          <Button type="submit" variant="secondary">
            Show services
          </Button>
          {clearHref ? (
            <a href={clearHref} className="link">
              Show everyone again
            </a>
          ) : null}
        </div>
      </form>
    </details>
  );
}
