"use client";
// "Should I be assessed?": three questions, and in their place what follows. Nothing is kept; it works without JavaScript.
import { useActionState, useEffect, useRef } from "react";
import { ServiceList, type ServiceGroup } from "@/components/clinic/service-list";
import { LinkButton } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldError } from "@/components/ui/field-frame";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

export type AssessOutcome = {
  title: string;
  body: string;
  /** Beside a stop: what the form is, and the number to call. */
  notice: string | null;
  emergency: string | null;
  /** The emergency itself, and not a doctor first. */
  urgent: boolean;
  groups: ServiceGroup[];
};

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
  facts?: Record<string, unknown>;
};

type Option = { value: string; label: string };
export type WarningSign = Option & { further: { id: string; text: string; answers: readonly string[] } | null };

type Props = {
  here: string;
  places: readonly Option[];
  durations: readonly Option[];
  signs: readonly WarningSign[];
  action: (before: State, form: FormData) => Promise<State>;
};

const words: Record<string, string> = { no: "No", yes: "Yes", unsure: "I am not sure" };

export function AssessForm({ here, places, durations, signs, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const outcome = state.ok ? (state.facts?.["outcome"] as AssessOutcome | undefined) : undefined;
  if (outcome) return <Outcome {...outcome} here={here} />;
  const typed = (name: string) => String(state.values?.[name] ?? "");
  const ticked = [state.values?.["sign"] ?? []].flat();
  const problem = (name: string) => state.fields?.find(({ field }) => field === name)?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-9" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary
        title="Some questions still need an answer"
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      <fieldset className={problem("sign") ? "border-s-4 border-stop ps-4" : ""}>
        <legend className="font-semibold">Is any of this true just now?</legend>
        <p className="mt-1 text-sm text-soft">
          Tick all that apply. These come first, because some of them cannot wait.
        </p>
        {problem("sign") ? <FieldError id="sign">{problem("sign")!}</FieldError> : null}
        <div className="mt-3 divide-y divide-line border-y border-line">
          {signs.map(({ value, label, further }, index) => (
            <div key={value}>
              <Tick
                id={index === 0 ? "sign" : `sign-${value}`}
                value={value}
                label={label}
                on={ticked.includes(value)}
              />
              {further ? (
                <div className="hidden border-s-4 border-accent py-3 ps-4 [div:has(>label>input:checked)>&]:block">
                  <ChoiceGroup
                    legend={further.text}
                    name={further.id}
                    layout="inline"
                    defaultValue={typed(further.id)}
                    options={further.answers.map((answer) => ({ value: answer, label: words[answer] ?? answer }))}
                    error={problem(further.id)}
                  />
                </div>
              ) : null}
            </div>
          ))}
          <Tick id="sign-none" value="none" label="None of these" on={ticked.includes("none")} strong />
        </div>
      </fieldset>
      <ChoiceGroup
        legend="Where do you feel it most?"
        name="where"
        layout="columns"
        options={places}
        defaultValue={typed("where")}
        error={problem("where")}
      />
      <ChoiceGroup
        legend="How long has it been there?"
        name="howLong"
        options={durations}
        defaultValue={typed("howLong")}
        error={problem("howLong")}
      />
      <div>
        <SubmitButton pendingLabel="One moment…">See what to do next</SubmitButton>
      </div>
    </form>
  );
}

type TickProps = { id: string; value: string; label: string; on: boolean; strong?: boolean };

const Tick = ({ id, value, label, on, strong = false }: TickProps) => (
  <label className="flex min-h-control items-start gap-3 px-2 py-2 hover:bg-sunk has-checked:bg-accent-tint">
    <input id={id} type="checkbox" name="sign" value={value} defaultChecked={on} className="mt-1 size-5 shrink-0" />
    <span className={strong ? "font-semibold" : ""}>{label}</span>
  </label>
);

function Outcome({ title, body, notice, emergency, urgent, groups, here }: AssessOutcome & { here: string }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="flex flex-col gap-8">
      <h2 ref={head} tabIndex={-1} className="text-xl">
        {title}
      </h2>
      {notice ? (
        <>
          <Notice tone="stop" title={body}>
            {notice}
          </Notice>
          {emergency ? (
            <div>
              <LinkButton href={`tel:${emergency}`} icon="phone" variant={urgent ? "primary" : "secondary"}>
                Call {emergency}
              </LinkButton>
            </div>
          ) : null}
        </>
      ) : (
        <p className="measure">{body}</p>
      )}
      {groups.length ? (
        <ServiceList
          id="book"
          title="Book an assessment"
          hint="Whoever you choose finds out first whether hands-on care is right for you, and says so if it is not."
          groups={groups}
        />
      ) : null}
      <p>
        <a href={here} className="link inline-flex min-h-control items-center">
          Answer the questions again
        </a>
      </p>
    </div>
  );
}
