// Each language by its own name, always in sight; one press changes the page. A plain form: it works without JavaScript.
export type LanguageChoice = { language: string; name: string; chosen: boolean };

type Props = { label: string; choices: readonly LanguageChoice[]; action: (form: FormData) => Promise<void> };

export function LanguageSwitch({ label, choices, action }: Props) {
  return (
    <form action={action} aria-label={label} className="no-print -mx-2 flex flex-wrap gap-x-1">
      {choices.map(({ language, name, chosen }) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-current={chosen || undefined}
          className="min-h-control px-2 text-sm text-soft underline-offset-4 hover:text-accent hover:underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
        >
          {name}
        </button>
      ))}
    </form>
  );
}
