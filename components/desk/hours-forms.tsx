"use client";
// Weekly hours and blocked time. What is booked inside is listed first; a second press saves all the same.
import { useActionState, type ReactNode } from "react";
import type { Act } from "@/components/desk/act-form";
import { Anchor } from "@/components/ui/anchor";
import { ErrorSummary } from "@/components/ui/error-summary";
import { controlClass, SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type Touched = { id: string; label: string };

function touchedOf(facts: Record<string, unknown> | undefined): Touched[] {
  const touched = facts?.["touched"];
  return Array.isArray(touched) ? (touched as Touched[]) : [];
}

type TwoStepProps = { action: Act; save: string; saveAnyway: string; children: ReactNode };

function TwoStepForm({ action, save, saveAnyway, children }: TwoStepProps) {
  const [state, send] = useActionState(action, { ok: false });
  const touched = touchedOf(state.facts);
  const seeTo = typeof state.facts?.["seeTo"] === "string" ? state.facts["seeTo"] : null;
  const ask = !state.ok && touched.length > 0;
  return (
    <form action={send} noValidate className="flex flex-col gap-4" onReset={(event) => event.preventDefault()}>
      {ask ? null : (
        <ErrorSummary
          errors={
            state.ok ? [] : state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []
          }
        />
      )}
      {children}
      {ask || (state.ok && touched.length) ? (
        <Notice
          tone="warning"
          live
          title={
            ask
              ? `${touched.length === 1 ? "One visit is" : `${touched.length} visits are`} booked there. Nothing is saved yet.`
              : "Saved. These visits stay booked until somebody moves them:"
          }
        >
          <ul className="figures flex list-disc flex-col ps-5">
            {touched.map((one) => (
              <li key={one.id}>
                <Anchor className="link" href={`/desk/appointments/${one.id}`}>
                  {one.label}
                </Anchor>
              </li>
            ))}
          </ul>
          {seeTo ? (
            <Anchor className="link" href={seeTo}>
              Give them to colleagues, offer other times, or cancel them
            </Anchor>
          ) : null}
        </Notice>
      ) : state.ok && state.message ? (
        <Notice tone="success" live title={state.message} />
      ) : null}
      <div className="flex flex-wrap gap-3">
        <SubmitButton size="small" variant={ask ? "secondary" : "primary"} pendingLabel="Checking…">
          {ask ? "Check again" : save}
        </SubmitButton>
        {ask ? (
          <SubmitButton size="small" variant="danger" name="confirmed" value="yes" pendingLabel="Saving…">
            {saveAnyway}
          </SubmitButton>
        ) : null}
      </div>
    </form>
  );
}

const days = [
  { dow: 1, name: "Monday" },
  { dow: 2, name: "Tuesday" },
  { dow: 3, name: "Wednesday" },
  { dow: 4, name: "Thursday" },
  { dow: 5, name: "Friday" },
  { dow: 6, name: "Saturday" },
  { dow: 0, name: "Sunday" },
];

export type WeeklyRow = { dow: number; start: string; end: string };

export function WeeklyHoursForm({ action, rows }: { action: Act; rows: readonly WeeklyRow[] }) {
  return (
    <TwoStepForm action={action} save="Save weekly hours" saveAnyway="Save – these visits stay booked">
      <div className="flex flex-col divide-y divide-line border-y border-line">
        {days.map(({ dow, name }) => {
          const own = rows.filter((row) => row.dow === dow);
          return (
            <div key={dow} role="group" aria-label={name} className="flex flex-col gap-x-4 gap-y-1 py-2 sm:flex-row">
              <span className="flex min-h-control w-24 shrink-0 items-center font-semibold">{name}</span>
              <span className="flex flex-wrap gap-x-6 gap-y-2">
                {[0, 1, 2].slice(0, own.length + 1).map((row) => (
                  <span key={row} className="inline-flex items-center gap-2">
                    <input
                      type="time"
                      id={`start-${dow}-${row}`}
                      name={`start-${dow}-${row}`}
                      aria-label={`${name}, from, row ${row + 1}`}
                      defaultValue={own[row]?.start}
                      className={`${controlClass} w-30!`}
                    />
                    –
                    <input
                      type="time"
                      name={`end-${dow}-${row}`}
                      aria-label={`${name}, to, row ${row + 1}`}
                      defaultValue={own[row]?.end}
                      className={`${controlClass} w-30!`}
                    />
                  </span>
                ))}
              </span>
            </div>
          );
        })}
      </div>
    </TwoStepForm>
  );
}

export function BlockTimeForm({ action, date }: { action: Act; date: string }) {
  return (
    <TwoStepForm action={action} save="Block this time" saveAnyway="Block it – these visits stay booked">
      <div className="grid max-w-xl grid-cols-2 gap-4">
        <TextField label="From day" name="fromDate" type="date" defaultValue={date} />
        <TextField label="From" name="fromTime" type="time" defaultValue="12:00" />
        <TextField label="To day" name="toDate" type="date" defaultValue={date} />
        <TextField label="To" name="toTime" type="time" defaultValue="17:00" />
      </div>
      <TextField
        label="Reason"
        name="reason"
        hint="Shown on the day sheet, never to patients."
        width="medium"
        autoComplete="off"
      />
    </TwoStepForm>
  );
}

export function DayHoursForm({ action, date }: { action: Act; date: string }) {
  return (
    <TwoStepForm action={action} save="Save the day" saveAnyway="Save it – these visits stay booked">
      <div className="grid max-w-xl grid-cols-2 gap-4">
        <TextField label="Day" name="onDate" id="otherDay" type="date" defaultValue={date} />
        <SelectField
          label="Again"
          name="everyWeeks"
          options={[
            { value: "", label: "Only this day" },
            { value: "1", label: "Every week" },
            { value: "2", label: "Every second week" },
            { value: "3", label: "Every third week" },
            { value: "4", label: "Every fourth week" },
          ]}
        />
        {[0, 1].map((row) => (
          <div key={row} className="contents">
            <TextField
              label={row ? "Again from" : "Working from"}
              name={`dayStart-${row}`}
              type="time"
              optional={row > 0}
            />
            <TextField
              label={row ? "Again until" : "Working until"}
              name={`dayEnd-${row}`}
              type="time"
              optional={row > 0}
            />
          </div>
        ))}
        <TextField label="Last day, when it comes again" name="untilDate" type="date" optional />
      </div>
      <p className="text-sm text-soft">Without times it is a day off.</p>
    </TwoStepForm>
  );
}
