// What is decided at a reassessment, and why: the figures propose, the practitioner decides.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Badge } from "@/components/ui/badge";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextAreaField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

const options = [
  { value: "progress", label: "Progress", hint: "The next visit is in the next phase; all others move up with it." },
  { value: "hold", label: "Hold", hint: "The phase goes on until the next reassessment." },
  { value: "step_back", label: "Step back", hint: "Visits are one phase closer together again." },
  { value: "change", label: "Change the approach", hint: "The phases stay as they are." },
  { value: "refer", label: "Refer", hint: "The plan is then stopped below." },
  { value: "discharge", label: "Discharge", hint: "The plan is then stopped below; goals met is a success." },
];

type Props = {
  action: Act;
  /** What the figures propose, and the sentence they make; nothing while too little was measured. */
  proposed: { decisions: readonly string[]; because: string } | null;
  /** What a decision would add or change just now, where that is not the usual. */
  hints?: Readonly<Record<string, string>>;
};

export function DecisionForm({ action, proposed, hints = {} }: Props) {
  return (
    <ActForm action={action} className="flex max-w-2xl flex-col gap-5">
      <p>
        {proposed
          ? `The figures: ${proposed.because}.`
          : "Pain was measured only once, so the figures propose nothing yet. Measure again above, or decide without."}
      </p>
      <ChoiceGroup
        legend="Decision"
        name="decision"
        options={options.map((option) => ({
          ...option,
          hint: hints[option.value] ?? option.hint,
          ...(proposed?.decisions.includes(option.value) ? { aside: <Badge tone="accent">proposed</Badge> } : {}),
        }))}
      />
      <TextAreaField
        label="What it rests on"
        name="reason"
        rows={3}
        hint="Kept with the plan, together with the figures."
      />
      <div>
        <SubmitButton size="small" pendingLabel="Recording…">
          Record the decision
        </SubmitButton>
      </div>
    </ActForm>
  );
}
