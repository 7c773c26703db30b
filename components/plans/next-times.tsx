// Times as buttons, each of which books; and a quiet way to say not now. Works without JavaScript.
import { Button } from "@/components/ui/button";
import type { Tell } from "@/lib/languages/tell";

type Act = (form: FormData) => Promise<void>;
type Props = {
  t: Tell;
  times: { value: string; label: string; hint: string }[];
  book: Act;
  /** Null once it was said. */
  decline: Act | null;
};

export function NextTimes({ t, times, book, decline }: Props) {
  return (
    <div className="flex flex-col gap-6">
      <form action={book}>
        <ul className="flex flex-col gap-3">
          {times.map(({ value, label, hint }) => (
            <li key={value}>
              <Button type="submit" variant="secondary" full name="start" value={value}>
                <span className="flex grow flex-col items-start text-start">
                  <span>{label}</span>
                  <span className="text-sm text-soft">{`${t("with")} ${hint}`}</span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </form>
      {decline ? (
        <form action={decline}>
          <Button type="submit" variant="quiet">
            {t("Not now – write no more about this visit")}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
