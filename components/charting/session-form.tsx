"use client";
// The note of a visit by its parts, kept as it is typed and signed once.
import { useActionState, useEffect, useRef, useState } from "react";
import type { Act, ActState } from "@/components/desk/act-form";
import { BodyMap, typedText, type TypedBefore } from "@/components/charting/body-map";
import { PhrasePicker } from "@/components/charting/phrase-picker";
import { TechniqueLines, type TechniqueChoice } from "@/components/charting/technique-lines";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { controlClass, TextAreaField, optionsOf } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { muscleOf } from "@/lib/charting/muscles";
import { movements, toleranceWords } from "@/lib/charting/session-note";

const keptAfterMs = 1_200;

type Props = {
  typed: TypedBefore;
  /** "Kept at 10:05 am", when there was a draft. */
  kept: string | null;
  choices: readonly TechniqueChoice[];
  phrases: readonly { id: string; title: string; body: string }[];
  /** Why it cannot be signed yet; null when it can. */
  notYet: string | null;
  keep: Act;
  sign: Act;
};

export function SessionForm({ typed, kept, choices, phrases, notYet, keep, sign }: Props) {
  const [state, send] = useActionState(sign, { ok: false });
  const form = useRef<HTMLFormElement>(null);
  const { said, changed } = useKeeping(form, keep, kept);
  const [named, setNamed] = useState<string[]>(() =>
    Object.keys(typed)
      .filter((name) => name.startsWith("muscle-"))
      .map((name) => typedText(typed, name)),
  );
  const problem = (name: string) => state.fields?.find(({ field }) => field === name)?.message;
  const refersTo = named.flatMap((code) => muscleOf(code)?.refersTo ?? []);
  return (
    <form
      ref={form}
      action={send}
      onChange={changed}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col gap-8"
    >
      <ErrorSummary
        title={state.message}
        errors={state.fields?.length ? state.fields : state.message && !state.ok ? [{ message: state.message }] : []}
      />
      <details>
        <summary className="inline-flex min-h-control items-center text-accent">Phrases to insert</summary>
        <PhrasePicker phrases={phrases} inserted={changed} />
      </details>
      <Section title="What the patient says" id="subjective-part">
        <TextAreaField
          label="Subjective"
          name="subjective"
          rows={3}
          defaultValue={typedText(typed, "subjective")}
          error={problem("subjective")}
        />
      </Section>
      <Section title="Where it hurts" id="map">
        <BodyMap typed={typed} refersTo={refersTo} changed={changed} />
        {refersTo.length ? (
          <p className="mt-2 text-sm text-soft">
            Dashed: where the muscles below may refer to, as textbooks report it. It concludes nothing.
          </p>
        ) : null}
      </Section>
      <Section title="What was found" id="objective-part">
        <TextAreaField label="Objective" name="objective" rows={3} defaultValue={typedText(typed, "objective")} />
        <details className="mt-3">
          <summary className="inline-flex min-h-control items-center text-accent">Movement, before and after</summary>
          <table className="w-full max-w-xl">
            <thead>
              <tr className="text-start text-sm text-soft">
                <th scope="col">Movement</th>
                <th scope="col">Before, degrees</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(movements).map(([code, name]) => (
                <tr key={code}>
                  <th scope="row" className="py-1 pe-3 text-start font-normal">
                    {name}
                  </th>
                  {["before", "after"].map((when) => (
                    <td key={when} className="py-1 pe-3">
                      <input
                        name={`${when}-${code}`}
                        aria-label={`${name}, ${when}`}
                        inputMode="numeric"
                        maxLength={3}
                        autoComplete="off"
                        defaultValue={typedText(typed, `${when}-${code}`)}
                        className={`${controlClass} max-w-24`}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </Section>
      <Section title="What was done" id="techniques">
        <TechniqueLines typed={typed} choices={choices} problem={problem} named={setNamed} changed={changed} />
        <div className="mt-4">
          <ChoiceGroup
            legend="How it was tolerated"
            name="tolerance"
            layout="inline"
            defaultValue={typedText(typed, "tolerance")}
            options={optionsOf(toleranceWords)}
          />
        </div>
      </Section>
      <Section title="What it means, and what comes next" id="assessment-part">
        <div className="flex flex-col gap-4">
          <TextAreaField label="Assessment" name="assessment" rows={3} defaultValue={typedText(typed, "assessment")} />
          <TextAreaField label="Plan" name="plan" rows={3} defaultValue={typedText(typed, "plan")} />
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-4">
        {notYet ? <p>{notYet}</p> : <SubmitButton pendingLabel="Signing…">Sign the note</SubmitButton>}
        <p role="status" data-kept="" className="text-sm text-soft">
          {said}
        </p>
      </div>
    </form>
  );
}

/** Keeps what stands in the form a moment after each change; never two at once, and never an older one after a newer. */
function useKeeping(form: { readonly current: HTMLFormElement | null }, keep: Act, kept: string | null) {
  const [said, setSaid] = useState(kept ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const again = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = async () => {
    if (!form.current) return;
    if (running.current) {
      again.current = true;
      return;
    }
    running.current = true;
    const broken: ActState = { ok: false, message: "It could not be kept just now; it is still here." };
    const answer = await keep({ ok: false }, new FormData(form.current)).catch(() => broken);
    running.current = false;
    setSaid(answer.message ?? "");
    if (!again.current) return;
    again.current = false;
    await save();
  };
  const changed = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), keptAfterMs);
  };
  return { said, changed };
}
