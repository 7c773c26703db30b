// Scores measured at a reassessment; each is kept with its time and author, and the figures then propose what comes next.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; scores: readonly { id: string; name: string; min: number; max: number }[] };

export function MeasureForm({ action, scores }: Props) {
  return (
    <ActForm action={action} className="flex max-w-2xl flex-col gap-4">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {scores.map(({ id, name, min, max }) => (
          <TextField
            key={id}
            label={name}
            name={id}
            id={`score-${id}`}
            type="number"
            min={min}
            max={max}
            step="any"
            inputMode="decimal"
            width="short"
            optional
          />
        ))}
      </div>
      <div>
        <SubmitButton variant="secondary" size="small" pendingLabel="Keeping…">
          Keep these scores
        </SubmitButton>
      </div>
    </ActForm>
  );
}
