// Phases, people, start and wishes of a plan that is not accepted yet; saving lays the course anew.
import { ActForm, type Act } from "@/components/desk/act-form";
import { CapacityLine, type CapacityProps } from "@/components/plans/capacity-line";
import { WishFields } from "@/components/plans/wish-fields";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { controlClass, SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { HueLetter } from "@/components/ui/hue-letter";
import type { Hue } from "@/components/ui/hue";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PlanPreferences } from "@/lib/plans/plan-views";

type Phase = { name: string; visits: number; minGap: number; targetGap: number; maxGap: number; minutes: number };
type Person = { value: string; label: string };

export type AdjustTrack = {
  id: string;
  name: string;
  letter: string;
  hue: Hue;
  with: string;
  people: readonly Person[];
  phases: readonly Phase[];
};

type Props = {
  action: Act;
  /** Changes when the plan does: the fields begin anew, while the form still says what became of the last ones. */
  version: string;
  startOn: string;
  lead: string;
  people: readonly Person[];
  strands: readonly string[];
  tracks: readonly AdjustTrack[];
  wishes: PlanPreferences;
  capacity: CapacityProps;
};

const columns = [
  { key: "visits", label: "Visits" },
  { key: "minGap", label: "At least" },
  { key: "targetGap", label: "Best" },
  { key: "maxGap", label: "At most" },
  { key: "minutes", label: "Minutes" },
] as const;

export function AdjustForm(props: Props) {
  const { wishes } = props;
  return (
    <ActForm
      action={props.action}
      // A field that is tabbed to never hides behind the line that stays at the foot of the window.
      className="flex flex-col gap-6 [&_input]:scroll-mb-32 [&_select]:scroll-mb-32"
    >
      <div key={props.version} className="flex flex-col gap-6">
        {props.tracks.map((track) => (
          <TrackPhases key={track.id} track={track} />
        ))}
        <div className="grid max-w-4xl gap-5 sm:grid-cols-2">
          <TextField label="From" name="startOn" type="date" defaultValue={props.startOn} width="short" />
          <SelectField
            label="Lead practitioner"
            name="leadPractitionerId"
            options={props.people}
            defaultValue={props.lead}
          />
        </div>
        <fieldset className="flex min-w-0 flex-col gap-5">
          <legend className="mb-3 text-lg font-semibold">What suits the patient</legend>
          <WishFields wishes={wishes} severalDisciplines={props.tracks.length > 1} voice="desk" />
          <ChoiceGroup
            legend="The plan works with"
            name="strands"
            type="checkbox"
            layout="inline"
            defaultValue={props.strands}
            options={[
              { value: "hands_on", label: "Hands-on work" },
              { value: "movement", label: "Movement" },
              { value: "habits", label: "Habits" },
            ]}
          />
        </fieldset>
        <TextAreaField
          label="Why more than the template gives"
          name="reason"
          hint="Asked for when there are more visits, or closer ones. It stays with the plan."
          maxLength={500}
          rows={2}
          optional
        />
        <CapacityLine {...props.capacity} />
      </div>
      <div>
        <SubmitButton size="small" pendingLabel="Laying the course…">
          Lay the course anew
        </SubmitButton>
      </div>
    </ActForm>
  );
}

function TrackPhases({ track }: { track: AdjustTrack }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 font-semibold">
        <HueLetter hue={track.hue} letter={track.letter} name={track.name} />
      </legend>
      <input type="hidden" name="track" value={track.id} />
      <div className="max-w-xs">
        <SelectField
          label="With"
          name={`with-${track.id}`}
          defaultValue={track.with}
          options={[{ value: "", label: "Whoever fits best" }, ...track.people]}
        />
      </div>
      <div role="group" aria-label={`Phases of ${track.name}`} className="overflow-x-auto">
        <table className="figures border-collapse">
          <caption className="sr-only">Visits and days between them, phase by phase</caption>
          <thead>
            <tr className="text-start text-sm text-soft">
              <th scope="col" className="pe-4 font-normal">
                Phase
              </th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col" className="pe-3 font-normal">
                  {label}
                  {key.endsWith("Gap") ? " (days)" : ""}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {track.phases.map((phase, place) => (
              // Phases have no id of their own on paper; their order is fixed.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={place}>
                <th scope="row" className="pe-4 text-start font-normal">
                  {phase.name.replaceAll("_", " ")}
                  <input type="hidden" name={`phase-${track.id}`} value={phase.name} />
                </th>
                {columns.map(({ key, label }) => (
                  <td key={key} className="py-1 pe-3">
                    <input
                      type="number"
                      inputMode="numeric"
                      min={0}
                      name={`${key}-${track.id}-${place}`}
                      aria-label={`${phase.name}, ${label.toLowerCase()}`}
                      defaultValue={phase[key]}
                      className={`${controlClass} w-22!`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}
