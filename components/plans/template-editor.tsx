// A plan template: whom it is for, its visits phase by phase, when it is looked at again, and what it rests on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Check, ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { controlClass, TextAreaField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

export type TemplatePhaseLine = {
  visits: number;
  minGap: number;
  targetGap: number;
  maxGap: number;
  minutes: number;
  capVisits: number | null;
  capDays: number | null;
};

type Props = {
  name: string;
  classifications: { options: readonly Choice[]; chosen: readonly string[] };
  risks: readonly string[];
  triggerPoints: boolean;
  tracks: readonly { name: string; phases: readonly TemplatePhaseLine[] }[];
  reassess: string;
  cap: { visits: number | null; days: number | null; text: string };
  maintenance: { minGap: number; targetGap: number; maxGap: number } | null;
  outcomes: { options: readonly Choice[]; chosen: readonly string[] };
  /** A line each. */
  sources: string;
  action: Act;
};

const columns = [
  { key: "visits", label: "Visits" },
  { key: "minGap", label: "At least (days)" },
  { key: "targetGap", label: "Best (days)" },
  { key: "maxGap", label: "At most (days)" },
  { key: "minutes", label: "Minutes" },
  { key: "capVisits", label: "Cap: visits" },
  { key: "capDays", label: "Cap: days" },
] as const;

const phaseNames = ["Intensive", "Stabilising", "Spacing out"];

export function TemplateEditor(props: Props) {
  const { cap, maintenance } = props;
  return (
    <ActForm action={props.action} keep className="flex flex-col gap-10">
      <div className="flex max-w-2xl flex-col gap-5">
        <TextField label="Name" name="name" maxLength={120} defaultValue={props.name} required />
        <ChoiceGroup
          legend="Offered for"
          name="classifications"
          type="checkbox"
          layout="columns"
          options={props.classifications.options}
          defaultValue={props.classifications.chosen}
          hint="For any other classification a reason is asked."
        />
        <ChoiceGroup
          legend="Risk of persisting"
          name="risks"
          type="checkbox"
          layout="inline"
          options={[
            { value: "low", label: "Low" },
            { value: "medium", label: "Medium" },
            { value: "high", label: "High" },
          ]}
          defaultValue={props.risks}
        />
        <Check
          name="triggerPoints"
          label="It works on trigger points: ruled out where they are not involved"
          defaultChecked={props.triggerPoints}
        />
      </div>
      <Section
        title="Visits, phase by phase"
        id="phases"
        hint="The gaps never narrow from one phase to the next. Leave a phase at 0 visits to go without it."
      >
        <div className="flex flex-col gap-8">
          {props.tracks.map((track, index) => (
            <PhaseTable key={track.name} track={track} index={index} />
          ))}
        </div>
      </Section>
      <Section title="Looked at again" id="again">
        <div className="flex max-w-2xl flex-col gap-5">
          <TextField
            label="Reassessments"
            name="reassess"
            hint="Such as: visit 8, day 42"
            maxLength={120}
            defaultValue={props.reassess}
            required
          />
          <div className="flex flex-wrap gap-x-8 gap-y-5">
            <TextField
              label="Cap of the whole plan"
              name="capVisits"
              inputMode="numeric"
              width="short"
              suffix="visits"
              defaultValue={cap.visits ?? ""}
              optional
            />
            <TextField
              label="Within"
              name="capDays"
              inputMode="numeric"
              width="short"
              suffix="days"
              defaultValue={cap.days ?? ""}
              optional
            />
          </div>
          <TextField label="The cap in words" name="capText" maxLength={200} defaultValue={cap.text} optional />
          <div role="group" aria-label="Maintenance" className="flex flex-wrap items-end gap-x-8 gap-y-5">
            <TextField
              label="Maintenance every"
              name="maintenanceTarget"
              inputMode="numeric"
              width="short"
              suffix="days"
              hint="Empty for none."
              defaultValue={maintenance?.targetGap ?? ""}
              optional
            />
            <TextField
              label="From"
              name="maintenanceMin"
              inputMode="numeric"
              width="short"
              suffix="days"
              defaultValue={maintenance?.minGap ?? ""}
              optional
            />
            <TextField
              label="To"
              name="maintenanceMax"
              inputMode="numeric"
              width="short"
              suffix="days"
              defaultValue={maintenance?.maxGap ?? ""}
              optional
            />
          </div>
        </div>
      </Section>
      <Section title="What is measured, and what it rests on" id="evidence">
        <div className="flex max-w-2xl flex-col gap-5">
          <ChoiceGroup
            legend="Outcomes"
            name="outcomes"
            type="checkbox"
            layout="columns"
            options={props.outcomes.options}
            defaultValue={props.outcomes.chosen}
          />
          <TextAreaField
            label="Sources"
            name="sources"
            hint="A line each. Say so where a number is the clinic’s own."
            rows={5}
            maxLength={3000}
            defaultValue={props.sources}
            required
          />
          <ChoiceGroup
            legend="Save it as"
            name="saveAs"
            options={[
              { value: "version", label: "The next version", hint: "Plans that are drafted already keep theirs." },
              { value: "new", label: "A template of its own", hint: "This one stays as it is." },
            ]}
            defaultValue="version"
          />
          <div>
            <SubmitButton pendingLabel="Saving…">Save the template</SubmitButton>
          </div>
        </div>
      </Section>
    </ActForm>
  );
}

function PhaseTable({ track, index }: { track: Props["tracks"][number]; index: number }) {
  const { phases } = track;
  const [first, last] = [phases[0], phases.at(-1)];
  return (
    <div role="group" aria-label={`Phases of ${track.name}`} className="overflow-x-auto">
      <table className="figures border-collapse">
        <caption className="pb-2 text-start font-semibold">{track.name}</caption>
        <thead>
          <tr className="text-start text-sm text-soft">
            <th scope="col" className="pe-4 font-normal">
              Phase
            </th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" className="pe-3 font-normal whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {phaseNames.map((name, place) => {
            const phase = phases[place];
            return (
              <tr key={name}>
                <th scope="row" className="pe-4 text-start font-normal whitespace-nowrap">
                  {name}
                </th>
                {columns.map(({ key, label }) => (
                  <td key={key} className="py-1 pe-3">
                    <input
                      name={`${key}-${index}-${place}`}
                      id={`${key}-${index}-${place}`}
                      aria-label={`${label}, ${name}, ${track.name}`}
                      inputMode="numeric"
                      maxLength={3}
                      defaultValue={
                        phase?.[key] ??
                        (key === "visits"
                          ? 0
                          : key === "minutes"
                            ? (first?.minutes ?? 45)
                            : key.startsWith("cap")
                              ? ""
                              : (last?.[key] ?? ""))
                      }
                      className={`${controlClass} w-20!`}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
