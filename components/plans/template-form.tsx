"use client";
// Templates as a list to choose from, each with its taper; one that does not simply fit needs a reason.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { CapacityLine, type CapacityProps } from "@/components/plans/capacity-line";
import { TaperStrip, type TaperStripProps } from "@/components/plans/taper-strip";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { controlClass, SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

export type TemplateChoice = {
  code: string;
  name: string;
  fit: "fits" | "reason" | "blocked";
  why: readonly string[];
  visits: number;
  tracks: readonly { disciplines: readonly { code: string; name: string }[]; phases: string }[];
  dots: TaperStripProps["visits"];
};

type Props = {
  action: Act;
  choices: readonly TemplateChoice[];
  today: string;
  practitioners: readonly { value: string; label: string }[];
  lead: string;
  capacity: CapacityProps;
};

export function TemplateForm({ action, choices, today, practitioners, lead, capacity }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  const fitting = choices.filter((choice) => choice.fit === "fits");
  const others = choices.filter((choice) => choice.fit !== "fits");
  return (
    <form
      action={send}
      noValidate
      // A field that is tabbed to never hides behind the line that stays at the foot of the window.
      className="flex flex-col gap-7 [&_input]:scroll-mb-32 [&_select]:scroll-mb-32"
      onReset={(event) => event.preventDefault()}
    >
      <ErrorSummary
        title={state.message}
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      <fieldset className="flex flex-col gap-5">
        <legend className="text-lg font-semibold">
          {fitting.length ? "Meant for what was found" : "None is simply meant for what was found"}
        </legend>
        <div className="divide-y divide-line border-y border-line">
          {fitting.map((choice, index) => (
            <Choice key={choice.code} choice={choice} first={index === 0} />
          ))}
        </div>
        <details open={fitting.length === 0 || problem("reason") !== undefined}>
          <summary className="inline-flex min-h-control items-center text-accent">
            {others.length} others, with a reason
          </summary>
          <div className="divide-y divide-line border-y border-line">
            {others.map((choice, index) => (
              <Choice key={choice.code} choice={choice} first={fitting.length === 0 && index === 0} />
            ))}
          </div>
          <div className="mt-4 max-w-2xl">
            <TextAreaField
              label="Why this one all the same"
              name="reason"
              hint="Only for a template that is not simply meant for what was found. It stays with the plan."
              rows={2}
              error={problem("reason")}
            />
          </div>
        </details>
      </fieldset>
      <Section title="How it starts" id="start">
        <div className="grid max-w-3xl gap-5 sm:grid-cols-2">
          <TextField
            label="From"
            name="startOn"
            type="date"
            min={today}
            defaultValue={today}
            width="short"
            error={problem("startOn")}
          />
          <SelectField
            label="Lead practitioner"
            name="leadPractitionerId"
            options={practitioners}
            defaultValue={lead}
          />
          <div className="sm:col-span-2">
            <ChoiceGroup
              legend="The plan works with"
              name="strands"
              type="checkbox"
              layout="inline"
              defaultValue={["hands_on", "movement", "habits"]}
              options={[
                { value: "hands_on", label: "Hands-on work" },
                { value: "movement", label: "Movement" },
                { value: "habits", label: "Habits" },
              ]}
            />
          </div>
        </div>
      </Section>
      <CapacityLine {...capacity} />
      <div>
        <SubmitButton pendingLabel="Laying the course…">Draft this plan</SubmitButton>
      </div>
    </form>
  );
}

function Choice({ choice, first }: { choice: TemplateChoice; first: boolean }) {
  const open = choice.tracks.some((track) => track.disciplines.length > 1);
  return (
    <div className="px-2 py-3 has-checked:bg-accent-tint">
      <label className="flex items-start gap-3">
        <input
          id={first ? "templateCode" : undefined}
          type="radio"
          name="templateCode"
          value={choice.code}
          disabled={choice.fit === "blocked"}
          defaultChecked={first && choice.fit === "fits"}
          className="mt-1 size-5 shrink-0"
        />
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold">{choice.name}</span>
            <span className="figures text-sm text-soft">
              {choice.code}, {choice.visits} visits
            </span>
          </span>
          {choice.tracks.map((track) => (
            <span key={track.disciplines.map(({ code }) => code).join()} className="figures block text-sm text-soft">
              {track.disciplines.map(({ name }) => name).join(" or ")}: {track.phases}
            </span>
          ))}
          {choice.why.map((why) => (
            <span key={why} className={`block text-sm ${choice.fit === "blocked" ? "text-stop" : "text-warn"}`}>
              {choice.fit === "blocked" ? "Not for this patient: " : ""}
              {why}
            </span>
          ))}
          <span className="mt-1 block">
            <TaperStrip visits={choice.dots} label={`${choice.visits} visits that spread out`} width={420} />
          </span>
        </span>
      </label>
      {open && choice.fit !== "blocked" ? (
        <span className="flex flex-wrap gap-3 pt-2 ps-8">
          {choice.tracks.map((track, index) => (
            <select
              key={track.disciplines.map(({ code }) => code).join()}
              name={`discipline-${choice.code}`}
              aria-label={`Discipline ${index + 1} of ${choice.name}`}
              className={`${controlClass} w-auto!`}
            >
              {track.disciplines.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          ))}
        </span>
      ) : null}
    </div>
  );
}
