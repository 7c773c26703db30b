// Flares the patient told of: one is kept with its day and what may have set it off, or taken back.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SelectField, TextField, optionsOf } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FlareTrigger } from "@/lib/outcomes/flare";

export const triggerWords: Record<FlareTrigger, string> = {
  unknown: "Not known",
  desk_work: "Desk work",
  stress: "Stress",
  poor_sleep: "Poor sleep",
  exercise: "Exercise",
  lifting: "Lifting or carrying",
  illness: "Illness",
  travel: "Travel",
  treatment: "A treatment",
};

type Props = {
  add: Act;
  takeBack: (flareId: string) => Act;
  today: string;
  flares: readonly { flareId: string; day: string; trigger: FlareTrigger }[];
};

export function FlareForm({ add, takeBack, today, flares }: Props) {
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      {flares.length ? (
        <ul className="flex flex-col divide-y divide-line">
          {flares.map(({ flareId, day, trigger }) => (
            <li key={flareId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              <span>
                <span className="font-semibold">{day}</span>
                <span className="text-soft">{`, ${triggerWords[trigger].toLowerCase()}`}</span>
              </span>
              <ActForm action={takeBack(flareId)}>
                <SubmitButton variant="quiet" size="small" pendingLabel="Taking back…">
                  Take back<span className="sr-only">{` the flare of ${day}`}</span>
                </SubmitButton>
              </ActForm>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-soft">None so far.</p>
      )}
      <ActForm action={add} className="flex flex-col gap-4">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField label="Began on" name="onDate" id="flare-on" type="date" max={today} defaultValue={today} />
          <SelectField
            label="What may have set it off"
            name="trigger"
            id="flare-trigger"
            defaultValue="unknown"
            options={optionsOf(triggerWords)}
          />
        </div>
        <div>
          <SubmitButton variant="secondary" size="small" pendingLabel="Keeping…">
            Keep this flare
          </SubmitButton>
        </div>
      </ActForm>
    </div>
  );
}
