"use client";
// Free starts as buttons; pressing one moves the visit there. A start over the calendar needs a reason.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { NearStarts, nearestOf } from "@/components/desk/near-starts";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";

export type StartDay = {
  date: string;
  title: string;
  parts: { name: string; slots: { value: string; label: string }[] }[];
};

type Props = {
  days: StartDay[];
  practitionerId: string;
  /** As it is now, to be changed too; null where it stays. */
  lengthMin: number | null;
  action: Act;
  overbook: { date: string } | null;
};

export function MoveForm({ days, practitionerId, lengthMin, action, overbook }: Props) {
  const [state, send, pending] = useActionState(action, { ok: false });
  const nearest = nearestOf(state.facts);
  const gone = state.facts?.["nearestSaid"] !== undefined;
  return (
    <form action={send} className="flex flex-col gap-6" onReset={(event) => event.preventDefault()} noValidate>
      <input type="hidden" name="practitioner" value={practitionerId} />
      {lengthMin === null ? null : (
        <TextField
          label="Length in minutes"
          name="length"
          inputMode="numeric"
          width="short"
          defaultValue={String(lengthMin)}
          error={state.fields?.find(({ field }) => field === "length")?.message}
        />
      )}
      {gone && state.message ? (
        <NearStarts message={state.message} nearest={nearest} verb="Move to" />
      ) : (
        <ErrorSummary
          errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
        />
      )}
      <p role="status" className="sr-only">
        {pending ? "Moving" : ""}
      </p>
      {days.length === 0 ? (
        <EmptyState title="Nothing is free in these two weeks">Look at later days, or at anybody’s times.</EmptyState>
      ) : (
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2 xl:grid-cols-3">
          {days.map((day) => (
            <fieldset key={day.date}>
              <legend className="mb-2 font-semibold">{day.title}</legend>
              <div className="grid grid-cols-[repeat(auto-fill,minmax(6.25rem,1fr))] gap-2">
                {day.parts
                  .flatMap((part) => part.slots)
                  .map((slot) => (
                    <button
                      key={slot.value}
                      type="submit"
                      name="start"
                      value={slot.value}
                      aria-label={`Move to ${day.title}, ${slot.label}`}
                      aria-disabled={pending || undefined}
                      className={buttonClass({ variant: "secondary", size: "small" }, "figures")}
                    >
                      {slot.label}
                    </button>
                  ))}
              </div>
            </fieldset>
          ))}
        </div>
      )}
      {overbook ? (
        <Fold label="Another time, over the calendar">
          <div className="flex max-w-xl flex-wrap items-end gap-4">
            <TextField label="Day" name="onDate" type="date" width="short" defaultValue={overbook.date} />
            <TextField label="Time" name="onTime" type="time" width="short" />
            <TextField label="Reason" name="overbookReason" hint="It stays with the visit." autoComplete="off" />
            <button
              type="submit"
              name="overbook"
              value="yes"
              className={buttonClass({ variant: "danger", size: "small" })}
            >
              Move there all the same
            </button>
          </div>
        </Fold>
      ) : null}
    </form>
  );
}
