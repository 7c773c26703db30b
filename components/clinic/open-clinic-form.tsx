// What somebody who opens a clinic says of it and of themselves.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { SelectField, TextField, type SelectOption } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { places: readonly SelectOption[]; disciplines: readonly Choice[]; host: string; action: Act };

export function OpenClinicForm({ places, disciplines, host, action }: Props) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-10">
      <Section title="The clinic" id="clinic" rule={false}>
        <div className="flex flex-col gap-5">
          <TextField
            label="Name of the clinic"
            name="clinicName"
            autoComplete="organization"
            maxLength={100}
            required
          />
          <TextField
            label="Address on the web"
            name="slug"
            hint={`Patients book at ${host}/your-address. Letters, digits and hyphens.`}
            autoComplete="off"
            maxLength={40}
            required
          />
          <SelectField label="Where it is" name="place" placeholder="Choose one" options={places} required />
          <TextField label="Street address" name="address" autoComplete="street-address" maxLength={200} required />
          <TextField label="Telephone" name="phone" type="tel" autoComplete="tel" maxLength={30} required />
          <TextField
            label="E-mail of the clinic"
            name="email"
            type="email"
            hint="Where patients write to."
            autoComplete="off"
            maxLength={254}
            required
          />
          <ChoiceGroup
            legend="What it offers"
            name="disciplines"
            type="checkbox"
            options={disciplines}
            hint="Each begins with usual services, lengths and prices, which you change next."
          />
        </div>
      </Section>
      <Section title="You, its owner" id="owner">
        <div className="flex flex-col gap-5">
          <TextField label="Your name" name="ownerName" autoComplete="name" maxLength={100} required />
          <TextField
            label="Your e-mail"
            name="ownerEmail"
            type="email"
            hint="A link goes there, with which you choose a password. It is good for three days."
            autoComplete="email"
            maxLength={254}
            required
          />
        </div>
      </Section>
      <div>
        <SubmitButton pendingLabel="Opening…">Open the clinic</SubmitButton>
      </div>
    </ActForm>
  );
}
