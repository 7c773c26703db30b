"use client";
// The booking itself: a free start, the person when new, the health answers, and the button that books.
import { useActionState } from "react";
import type { ActState } from "@/components/desk/act-form";
import { AskedAloud, type AloudQuestion } from "@/components/desk/asked-aloud";
import { NearStarts, nearestOf } from "@/components/desk/near-starts";
import type { StartDay } from "@/components/desk/move-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { DatePartsField } from "@/components/ui/date-parts-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ErrorCode } from "@/lib/errors";

type State = ActState & { code?: ErrorCode | "fault" };
type Words = { title: string; body: string };

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  idempotencyKey: string;
  serviceId: string;
  serviceName: string;
  practitionerId: string;
  days: StartDay[];
  /** The start to begin with, as ISO 8601. */
  chosen: string | null;
  patientId: string | null;
  /** Who else may pay for this patient, by the id of their claim. */
  payers: { value: string; label: string }[];
  onFile: boolean;
  screenVersion: string;
  questions: readonly AloudQuestion[];
  /** What to say to the patient, by the code of the refusal. */
  say: Record<string, Words>;
  overbook: { date: string } | null;
};

export function BookForm(props: Props) {
  const [state, send] = useActionState(props.action, { ok: false });
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  const words = state.code ? props.say[state.code] : undefined;
  const gone = state.facts?.["nearestSaid"] !== undefined;
  return (
    <form action={send} noValidate className="flex flex-col gap-6" onReset={(event) => event.preventDefault()}>
      <input type="hidden" name="idempotencyKey" value={props.idempotencyKey} />
      <input type="hidden" name="serviceId" value={props.serviceId} />
      <input type="hidden" name="practitionerId" value={props.practitionerId} />
      <input type="hidden" name="patientId" value={props.patientId ?? ""} />
      <input type="hidden" name="screenVersion" value={props.screenVersion} />
      {words ? (
        <Notice tone="stop" live title={`Say to the patient: ${words.title}`}>
          {words.body}
        </Notice>
      ) : gone && state.message ? (
        <NearStarts message={state.message} nearest={nearestOf(state.facts)} verb="Book" />
      ) : (
        <ErrorSummary
          title={state.fields?.length ? (state.message ?? undefined) : undefined}
          errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
        />
      )}
      <Section title={`Time for ${props.serviceName}`} id="time">
        <Starts {...props} error={problem("start")} />
      </Section>
      {props.patientId === null ? (
        <Section title="New patient" id="new-patient" hint="Leave this empty when you found the patient.">
          <NewPatient problem={problem} />
        </Section>
      ) : null}
      {props.payers.length ? (
        <Section title="Who pays" id="payer">
          <ChoiceGroup
            legend="This visit is paid by"
            name="episodeId"
            hint="A payer pays its part as it would in a plan; the visit counts among those that it pays."
            defaultValue=""
            error={problem("episodeId")}
            options={[{ value: "", label: "The patient" }, ...props.payers]}
          />
        </Section>
      ) : null}
      <Section title="Health questions" id="health">
        <AskedAloud questions={props.questions} onFile={props.onFile} error={problem("screenHow")} />
      </Section>
      <Section>
        <div className="flex flex-col gap-4">
          <ChoiceGroup
            legend="How did they come?"
            name="via"
            layout="inline"
            defaultValue="phone"
            options={[
              { value: "phone", label: "By phone" },
              { value: "walk_in", label: "Walked in" },
            ]}
          />
          <div>
            <SubmitButton pendingLabel="Booking…">Book the visit</SubmitButton>
          </div>
        </div>
      </Section>
    </form>
  );
}

function Starts({ days, chosen, overbook, error }: Props & { error?: string }) {
  return (
    <div className="flex flex-col gap-4">
      {error ? <p className="font-semibold text-stop">{error}</p> : null}
      {days.length === 0 ? <p className="text-soft">Nothing is free in the two weeks from this day.</p> : null}
      {days.map((day, index) => (
        <fieldset key={day.date}>
          <legend className="mb-1.5 text-sm font-semibold">{day.title}</legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(6.25rem,1fr))] gap-1.5">
            {day.parts
              .flatMap((part) => part.slots)
              .map((slot, place) => (
                <label
                  key={slot.value}
                  className="figures flex min-h-9 items-center gap-2 rounded border border-edge bg-surface px-2 text-sm has-checked:border-accent has-checked:bg-accent-tint has-checked:font-semibold"
                >
                  <input
                    id={index === 0 && place === 0 ? "start" : undefined}
                    type="radio"
                    name="start"
                    value={slot.value}
                    defaultChecked={slot.value === chosen}
                  />
                  {slot.label}
                </label>
              ))}
          </div>
        </fieldset>
      ))}
      {overbook ? (
        <details>
          <summary className="inline-flex min-h-control items-center text-accent">
            Another time, over the calendar
          </summary>
          <div className="flex flex-wrap items-end gap-4 pt-2">
            <label className="flex min-h-control w-full items-center gap-2">
              <input type="checkbox" name="overbook" value="yes" />
              Book over what is there, on purpose
            </label>
            <TextField label="Day" name="onDate" type="date" width="short" defaultValue={overbook.date} />
            <TextField label="Time" name="onTime" type="time" width="short" />
            <TextField label="Reason" name="overbookReason" hint="It stays with the visit." autoComplete="off" />
          </div>
        </details>
      ) : null}
    </div>
  );
}

function NewPatient({ problem }: { problem: (name: string) => string | undefined }) {
  return (
    <div className="flex flex-col gap-4">
      <TextField label="Full name" name="name" autoComplete="off" error={problem("name")} />
      <DatePartsField legend="Date of birth" name="birthDate" error={problem("birthDate")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Mobile" name="mobile" type="tel" autoComplete="off" error={problem("mobile")} />
        <TextField label="E-mail" name="email" type="email" optional autoComplete="off" error={problem("email")} />
      </div>
      <details>
        <summary className="inline-flex min-h-control items-center text-accent">
          Somebody else is responsible for them
        </summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <TextField label="Their name" name="guardianName" autoComplete="off" error={problem("guardianName")} />
          <TextField
            label="They are the patient’s"
            name="guardianRelation"
            hint="Parent, partner, carer…"
            autoComplete="off"
          />
        </div>
      </details>
    </div>
  );
}
