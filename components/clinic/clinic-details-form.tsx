// What the clinic says of itself, and what stands on its receipts.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  clinic: { name: string; phone: string; email: string; about: string };
  supplier: { name: string; address: string; gstNumber: string | null; gstFrom: string | null };
  action: Act;
};

export function ClinicDetailsForm({ clinic, supplier, action }: Props) {
  return (
    <ActForm action={action} keep className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField label="Name of the clinic" name="name" maxLength={100} defaultValue={clinic.name} required />
      <TextField label="Telephone" name="phone" type="tel" maxLength={30} defaultValue={clinic.phone} required />
      <TextField label="E-mail" name="email" type="email" maxLength={254} defaultValue={clinic.email} required />
      <TextAreaField
        label="In a sentence"
        name="about"
        hint="Stands at the top of your booking page."
        maxLength={400}
        rows={3}
        defaultValue={clinic.about}
        optional
      />
      <TextField
        label="Name on receipts"
        name="supplierName"
        hint="The legal name of whoever bills."
        maxLength={120}
        defaultValue={supplier.name}
        required
      />
      <TextField
        label="Address on receipts"
        name="supplierAddress"
        maxLength={200}
        defaultValue={supplier.address}
        required
      />
      <TextField
        label="GST number"
        name="gstNumber"
        hint="Such as 123456789 RT0001. Without one, no tax is charged on the clinic’s own account."
        maxLength={20}
        width="medium"
        defaultValue={supplier.gstNumber ?? ""}
        optional
      />
      <TextField
        label="Registered from"
        name="gstFrom"
        type="date"
        width="medium"
        defaultValue={supplier.gstFrom ?? ""}
        optional
      />
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </ActForm>
  );
}
