// What the public privacy page names, as the owner changes it.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  officerName: string;
  officerContact: string;
  keptIn: string;
  /** A line each: name, what for, country. */
  processors: string;
  action: Act;
};

export function PrivacyForm({ officerName, officerContact, keptIn, processors, action }: Props) {
  return (
    <ActForm
      action={action}
      done="The privacy page shows it now."
      className="flex max-w-xl flex-col items-stretch gap-5"
    >
      <TextField
        label="Privacy officer"
        name="officerName"
        hint="Who answers for what you keep of people, and to whom they turn."
        maxLength={200}
        defaultValue={officerName}
        required
      />
      <TextField
        label="E-mail or telephone of the privacy officer"
        name="officerContact"
        maxLength={200}
        defaultValue={officerContact}
        required
      />
      <TextField
        label="Where the records lie"
        name="keptIn"
        hint="The country, and the province where it matters."
        maxLength={200}
        defaultValue={keptIn}
        required
      />
      <TextAreaField
        label="Who else handles personal information"
        name="processors"
        hint="A line each: name, what for, country. For example: Stripe, card payments, United States"
        maxLength={4000}
        rows={4}
        defaultValue={processors}
        optional
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </ActForm>
  );
}
