"use client";
// Two minutes before or after a visit: a few numbers, and whether a warning sign is new. A "yes" opens the health questions, also without JavaScript.
import { useActionState } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ScreenFormQuestion } from "@/components/intake/screen-form";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  checkInId: string;
  kind: "before" | "after" | "between";
  asksHeadacheDays: boolean;
  countedHeadacheDays: number | null;
  asksAbility: boolean;
  questions: ScreenFormQuestion[];
  /** The number to call. */
  emergency: string;
  action: (before: State, form: FormData) => Promise<State>;
};

const answers: Record<string, string> = { no: "No", yes: "Yes", unsure: "I am not sure" };
const choose = { value: "", label: "Choose" };
const numbers = (to: number, words: Record<number, string> = {}) => [
  choose,
  ...Array.from({ length: to + 1 }, (_, value) => ({
    value: String(value),
    label: words[value] ? `${value} – ${words[value]}` : String(value),
  })),
];
const pain = numbers(10, { 0: "none", 10: "the worst you can think of" });
const able = numbers(10, { 0: "cannot do it", 10: "as before" });
const change = [
  choose,
  ...[
    "Very much better",
    "Much better",
    "A little better",
    "No change",
    "A little worse",
    "Much worse",
    "Very much worse",
  ].map((label, index) => ({ value: String(index + 1), label })),
];

export function CheckInForm({
  checkInId,
  kind,
  asksHeadacheDays,
  countedHeadacheDays,
  asksAbility,
  questions,
  emergency,
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
      options={options}
      defaultValue={typed(name)}
      error={problem(name)}
    />
  );
  const ask = (id: string, legend: string, given: readonly string[] = ["no", "yes"]) => (
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
        title="Some questions still need an answer"
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      <input type="hidden" name="checkInId" value={checkInId} />
      {pick("painNow", "Your pain now", pain)}
      {pick("painWeek", "On average over the last seven days", pain)}
      {pick("painWorst", "At its worst in the last seven days", pain)}
      {asksHeadacheDays ? pick("headacheDays", "Days with a headache in the last four weeks", numbers(28)) : null}
      {countedHeadacheDays === null ? null : (
        <p>{`Your diary counts ${countedHeadacheDays} headache days in the last four weeks.`}</p>
      )}
      {asksAbility
        ? pick(
            "ability",
            "How well you can do what you named at your assessment",
            able,
            "The activity that is hard for you.",
          )
        : null}
      {pick("change", "Since your plan began, you are", change)}
      {kind === "after" ? (
        <>
          {pick("soreness", "How sore you were after the visit", numbers(10, { 0: "not at all", 10: "very much" }))}
          {ask("soreForDays", "Are you still sore three days after it?")}
          {ask(
            "nerveSign",
            "Since the visit, any new numbness, weakness, dizziness, change of sight or severe headache?",
          )}
        </>
      ) : null}
      <div className="flex flex-col gap-4 border-t border-line pt-5">
        <h2 className="text-lg" id="new-signs">
          Anything new?
        </h2>
        <p>Since you last answered, has any of this begun?</p>
        <ul className="flex list-disc flex-col gap-1 ps-6 text-soft">
          {first.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
        <div className="peer">{ask("anythingNew", "Is any of this new?")}</div>
        <div className="hidden flex-col gap-6 border-s-4 border-accent ps-4 peer-has-[input[value=yes]:checked]:flex">
          <p className="font-semibold">Please say which. If this is an emergency, call {emergency} now.</p>
          {first.map(({ id, text, answers: given }) => (
            <div key={id} className="flex flex-col gap-4">
              <div className="peer/one">{ask(id, text, given)}</div>
              {questions
                .filter(({ followsYesOf }) => followsYesOf === id)
                .map((further) => (
                  <div
                    key={further.id}
                    className="hidden border-s-4 border-accent ps-4 peer-has-[input[value=yes]:checked]/one:block"
                  >
                    {ask(further.id, further.text, further.answers)}
                  </div>
                ))}
            </div>
          ))}
        </div>
      </div>
      <SubmitButton full pendingLabel="One moment…">
        Send
      </SubmitButton>
    </form>
  );
}
