"use client";
// Two minutes before or after a visit: a few numbers, and whether a warning sign is new. A "yes" opens the health questions, also without JavaScript.
import { useActionState } from "react";
import type { checkInWords, warningWords } from "@/components/following/check-in-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ScreenFormQuestion } from "@/components/intake/screen-form";
import type { Told } from "@/lib/languages/tell";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  checkInId: string;
  /** The wording that the questions stand in here, for the answers to keep. */
  shown: string;
  kind: "before" | "after" | "between";
  asksHeadacheDays: boolean;
  /** What the diary counts already, as a sentence. */
  counted: string | null;
  asksAbility: boolean;
  questions: ScreenFormQuestion[];
  /** Whom to call in an emergency, as a sentence. */
  emergency: string;
  words: Told<typeof checkInWords>;
  /** The questions about warning signs, in a language they may be asked in. */
  warning: Told<typeof warningWords> & { lang: string };
  action: (before: State, form: FormData) => Promise<State>;
};

type Ends = { none: string; most: string };

const numbers = (to: number, ends?: Ends) =>
  Array.from({ length: to + 1 }, (_, value) => {
    const end = value === 0 ? ends?.none : value === to ? ends?.most : undefined;
    return { value: String(value), label: end ? `${value} – ${end}` : String(value) };
  });

export function CheckInForm({
  checkInId,
  shown,
  kind,
  asksHeadacheDays,
  counted,
  asksAbility,
  questions,
  emergency,
  words,
  warning,
  action,
}: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (id: string) => String(state.values?.[id] ?? "");
  const problem = (id: string) => state.fields?.find((one) => one.field === id)?.message;
  const pick = (name: string, label: string, options: { value: string; label: string }[], hint?: string) => (
    <SelectField
      label={label}
      name={name}
      hint={hint}
      width="medium"
      options={[{ value: "", label: words.choose }, ...options]}
      defaultValue={typed(name)}
      error={problem(name)}
    />
  );
  const ask = (
    id: string,
    legend: string,
    answers: Record<string, string> = words.answers,
    given: readonly string[] = ["no", "yes"],
  ) => (
    <ChoiceGroup
      legend={legend}
      name={id}
      layout="inline"
      defaultValue={typed(id)}
      options={given.map((value) => ({ value, label: answers[value] ?? value }))}
      error={problem(id)}
    />
  );
  const first = questions.filter(({ followsYesOf }) => !followsYesOf);
  return (
    <form action={send} noValidate className="flex flex-col gap-6" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary
        title={words.open}
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      <input type="hidden" name="checkInId" value={checkInId} />
      <input type="hidden" name="shown" value={shown} />
      {pick("painNow", words.painNow, numbers(10, words.painEnds))}
      {pick("painWeek", words.painWeek, numbers(10, words.painEnds))}
      {pick("painWorst", words.painWorst, numbers(10, words.painEnds))}
      {asksHeadacheDays ? pick("headacheDays", words.headacheDays, numbers(28)) : null}
      {counted === null ? null : <p>{counted}</p>}
      {asksAbility ? pick("ability", words.ability, numbers(10, words.abilityEnds), words.abilityHint) : null}
      {pick(
        "change",
        words.change,
        Object.entries(words.changes).map(([value, label]) => ({ value, label })),
      )}
      {kind === "after" ? (
        <>
          {pick("soreness", words.soreness, numbers(10, words.sorenessEnds))}
          {ask("soreForDays", words.soreForDays)}
          <div lang={warning.lang}>{ask("nerveSign", warning.nerveSign, warning.answers)}</div>
        </>
      ) : null}
      <div lang={warning.lang} className="flex flex-col gap-4 border-t border-line pt-5">
        <h2 className="text-lg" id="new-signs">
          {warning.title}
        </h2>
        <p>{warning.since}</p>
        <ul className="flex list-disc flex-col gap-1 ps-6 text-soft">
          {first.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
        <div className="peer">{ask("anythingNew", warning.isNew, warning.answers)}</div>
        <div className="hidden flex-col gap-6 border-s-4 border-accent ps-4 peer-has-[input[value=yes]:checked]:flex">
          <p className="font-semibold">
            {warning.which} {emergency}
          </p>
          {first.map(({ id, text, answers: given }) => (
            <div key={id} className="flex flex-col gap-4">
              <div className="peer/one">{ask(id, text, warning.answers, given)}</div>
              {questions
                .filter(({ followsYesOf }) => followsYesOf === id)
                .map((further) => (
                  <div
                    key={further.id}
                    className="hidden border-s-4 border-accent ps-4 peer-has-[input[value=yes]:checked]/one:block"
                  >
                    {ask(further.id, further.text, warning.answers, further.answers)}
                  </div>
                ))}
            </div>
          ))}
        </div>
      </div>
      <SubmitButton full pendingLabel={words.moment}>
        {words.send}
      </SubmitButton>
    </form>
  );
}
