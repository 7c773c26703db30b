"use client";
// The form of an assessment. Everything typed stays after a refusal.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { Check, ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type Choice = { value: string; label: string };
type Score = { name: string; label: string; min: number; max: number; usual: boolean };

type Props = {
  action: Act;
  today: string;
  episodes: readonly Choice[];
  classifications: readonly Choice[];
  scores: readonly Score[];
};

export function AssessForm({ action, today, episodes, classifications, scores }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  const domain = (name: string, label: string, hint: string) => (
    <TextAreaField label={label} name={name} hint={hint} rows={3} error={problem(name)} />
  );
  const score = ({ name, label, min, max }: Score) => (
    <TextField
      key={name}
      label={label}
      name={name}
      inputMode="decimal"
      width="tiny"
      optional
      autoComplete="off"
      error={problem(name)}
      aria-label={`${label}, from ${min} to ${max}`}
    />
  );
  return (
    <form
      action={send}
      noValidate
      className="flex max-w-5xl flex-col gap-7"
      onReset={(event) => event.preventDefault()}
    >
      <ErrorSummary
        title={state.message}
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      <Section title="For what, and who pays" id="episode">
        <div className="flex flex-col gap-4">
          {episodes.length ? (
            <ChoiceGroup
              legend="Episode of care"
              name="episodeId"
              defaultValue={episodes[0]?.value}
              options={[...episodes, { value: "new", label: "A new one, described below" }]}
              error={problem("episodeId")}
            />
          ) : (
            <input type="hidden" name="episodeId" value="new" />
          )}
          <details
            open={episodes.length === 0 || problem("condition") !== undefined || problem("crashDate") !== undefined}
          >
            <summary className="inline-flex min-h-control items-center text-accent">
              {episodes.length ? "Describe a new episode" : "The episode"}
            </summary>
            <div className="grid gap-4 pt-2 sm:grid-cols-2">
              <TextField
                label="What brings the patient in"
                name="condition"
                autoComplete="off"
                error={problem("condition")}
              />
              <SelectField
                label="How it began"
                name="onset"
                options={[
                  { value: "gradual", label: "Gradually" },
                  { value: "sudden", label: "Suddenly" },
                ]}
              />
              <SelectField
                label="Who pays"
                name="payer"
                options={[
                  { value: "self", label: "The patient" },
                  { value: "icbc", label: "ICBC" },
                  { value: "extended", label: "Extended health plan" },
                  { value: "msp", label: "MSP supplementary" },
                  { value: "worksafebc", label: "WorkSafeBC" },
                ]}
                error={problem("payer")}
              />
              <TextField
                label="Date of the crash"
                name="crashDate"
                type="date"
                max={today}
                optional
                width="short"
                hint="ICBC counts from it."
                error={problem("crashDate")}
              />
              <TextField
                label="Claim number"
                name="claimNumber"
                optional
                width="medium"
                autoComplete="off"
                error={problem("claimNumber")}
              />
            </div>
          </details>
        </div>
      </Section>
      <Section title="What was found" id="domains">
        <div className="grid gap-4 md:grid-cols-2">
          {domain("muscles", "Muscles", "Tone, trigger points, strength, tenderness")}
          {domain("joints", "Joints", "Range, segments, end feel, provocation")}
          {domain("posture", "Posture", "At rest, at work, asleep")}
          {domain("movement", "Movement", "Control, endurance, what it stops the patient doing")}
        </div>
      </Section>
      <Section title="What it means" id="meaning">
        <div className="grid gap-5 md:grid-cols-2">
          <SelectField
            label="Classification"
            name="classification"
            placeholder="Choose one"
            options={classifications}
            error={problem("classification")}
          />
          <TextAreaField
            label="What keeps it going"
            name="maintainingFactors"
            hint="One a line: sleep, long sitting, worry about moving, painkillers…"
            rows={3}
            error={problem("maintainingFactors")}
          />
          <ChoiceGroup
            legend="Trigger points are"
            name="triggerPointRole"
            layout="inline"
            options={[
              { value: "primary", label: "Primary" },
              { value: "contributing", label: "Contributing" },
              { value: "not_involved", label: "Not involved" },
            ]}
            error={problem("triggerPointRole")}
          />
          <ChoiceGroup
            legend="Risk of a long course"
            name="risk"
            layout="inline"
            options={[
              { value: "low", label: "Low" },
              { value: "medium", label: "Medium" },
              { value: "high", label: "High" },
            ]}
            error={problem("risk")}
          />
          <Check name="medicalAssessmentOnFile" label="A medical assessment is on file" />
        </div>
      </Section>
      <Section
        title="Where it starts"
        id="baselines"
        hint="At least one symptom and one function: later scores are measured against them."
      >
        <div className="grid gap-4 sm:grid-cols-3">{scores.filter((one) => one.usual).map(score)}</div>
        <details className="mt-3">
          <summary className="inline-flex min-h-control items-center text-accent">Other measures</summary>
          <div className="grid gap-4 pt-2 sm:grid-cols-3">{scores.filter((one) => !one.usual).map(score)}</div>
        </details>
      </Section>
      <div>
        <SubmitButton pendingLabel="Signing…">Sign and choose a plan</SubmitButton>
      </div>
    </form>
  );
}
