// What gift cards are sold for from a day on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; amounts: string; least: string; most: string; today: string };

export function GiftTermsForm({ action, amounts, least, most, today }: Props) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col gap-5" keep>
      <TextField
        label="Amounts to choose from"
        name="amounts"
        hint="With commas between them. Leave all three fields empty to sell none."
        defaultValue={amounts}
        autoComplete="off"
      />
      <div className="flex flex-wrap gap-5">
        <TextField
          label="Another amount, at least"
          name="least"
          prefix="$"
          inputMode="decimal"
          width="short"
          optional
          defaultValue={least}
        />
        <TextField
          label="At most"
          name="most"
          prefix="$"
          inputMode="decimal"
          width="short"
          optional
          defaultValue={most}
        />
      </div>
      <TextField label="From" name="from" type="date" width="short" defaultValue={today} min={today} />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Sell them like this
        </SubmitButton>
      </div>
    </ActForm>
  );
}
