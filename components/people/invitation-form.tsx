// Who is invited, and as what.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SelectField, TextField, type SelectOption } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { roles: readonly SelectOption[]; practitioners: readonly SelectOption[]; action: Act };

export function InvitationForm({ roles, practitioners, action }: Props) {
  return (
    <ActForm action={action} className="flex max-w-md flex-col items-stretch gap-5">
      <TextField label="Name" name="name" autoComplete="off" maxLength={100} required />
      <TextField label="E-mail" name="email" type="email" autoComplete="off" maxLength={254} required />
      <SelectField label="Role" name="role" placeholder="Choose one" options={roles} required />
      {practitioners.length ? (
        <SelectField
          label="Signs in as this practitioner"
          name="practitionerId"
          hint="For those who treat: their calendar and their patients."
          placeholder="Nobody"
          options={practitioners}
          optional
        />
      ) : null}
      <div>
        <SubmitButton pendingLabel="Inviting…">Send the invitation</SubmitButton>
      </div>
    </ActForm>
  );
}
