// Narrows the services to somebody, a gender or a language; a plain form that changes the address.
import { SelectField } from "@/components/ui/field";
import { Button } from "@/components/ui/button";
import type { Words } from "@/lib/languages/words";

type Props = {
  practitioners: { id: string; name: string; title: string }[];
  languages: string[];
  genders: string[];
  chosen: { practitioner?: string; gender?: string; language?: string };
  clearHref: string | null;
  words: Words["front"]["filter"];
  genderWords: Readonly<Record<string, string>>;
  /** What a language is called, as the clinic wrote it. */
  say: (known: string) => string;
};

export function PractitionerFilter({
  practitioners,
  languages,
  genders,
  chosen,
  clearHref,
  words,
  genderWords,
  say,
}: Props) {
  return (
    <details open={clearHref !== null} className="border-y border-line">
      <summary className="min-h-control cursor-pointer py-3 font-semibold">{words.summary}</summary>
      <form className="grid gap-4 pb-5 sm:grid-cols-3">
        <SelectField
          label={words.practitioner}
          name="practitioner"
          width="full"
          placeholder={words.anyone}
          defaultValue={chosen.practitioner ?? ""}
          options={practitioners.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
        />
        <SelectField
          label={words.whoIs}
          name="gender"
          width="full"
          placeholder={words.anyone}
          defaultValue={chosen.gender ?? ""}
          options={genders.map((value) => ({ value, label: genderWords[value] ?? value }))}
        />
        <SelectField
          label={words.whoSpeaks}
          name="language"
          width="full"
          placeholder={words.anyLanguage}
          defaultValue={chosen.language ?? ""}
          options={languages.map((value) => ({ value, label: say(value) }))}
        />
        <div className="flex flex-wrap items-center gap-4 sm:col-span-3">
          <Button type="submit" variant="secondary">
            {words.show}
          </Button>
          {clearHref ? (
            <a href={clearHref} className="link">
              {words.everyone}
            </a>
          ) : null}
        </div>
      </form>
    </details>
  );
}
