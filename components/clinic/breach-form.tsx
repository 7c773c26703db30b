// What is written down about a breach: once when it is found, and again with what is learnt later.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup, Check } from "@/components/ui/choice-group";
import { SelectField, TextAreaField, TextField, type SelectOption } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  kinds: readonly SelectOption[];
  /** Breaches that a further row may belong to. */
  known: readonly SelectOption[];
  today: string;
  action: Act;
};

export function BreachForm({ kinds, known, today, action }: Props) {
  return (
    <ActForm action={action} done="It stands in the register." className="flex max-w-xl flex-col items-stretch gap-5">
      {known.length ? (
        <SelectField
          label="Belongs to"
          name="breachId"
          hint="For what you learnt later about one that is written down already."
          placeholder="A new breach"
          options={known}
          optional
        />
      ) : null}
      <TextField label="Found on" name="foundOn" type="date" max={today} width="short" required />
      <TextAreaField
        label="What happened"
        name="happened"
        hint="And what was done at once. Without names of patients."
        maxLength={4000}
        rows={4}
        required
      />
      <ChoiceGroup legend="What was lost or seen" name="dataKinds" type="checkbox" options={kinds} />
      <TextField
        label="People it concerns"
        name="people"
        type="number"
        min={0}
        inputMode="numeric"
        width="tiny"
        required
      />
      <Check name="harmLikely" label="It may do somebody real, significant harm" />
      <TextField
        label="Who was told"
        name="told"
        hint="The people themselves, the privacy commissioner, your college, the police."
        maxLength={2000}
        optional
      />
      <TextField label="Told on" name="toldOn" type="date" max={today} width="short" optional />
      <div>
        <SubmitButton pendingLabel="Writing it down…">Write it down</SubmitButton>
      </div>
    </ActForm>
  );
}
