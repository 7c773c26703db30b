// Who treats: what patients read of them, their licences, how much they do in a day, and when they leave.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { SelectField, TextAreaField, TextField, type SelectOption } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

export type PersonShape = {
  name: string;
  title: string;
  pronouns: string;
  gender: string;
  languages: readonly string[];
  about: string;
  maxMinutesADay: number | null;
  maxMinutesInRow: number | null;
};

const genders: SelectOption[] = [
  { value: "", label: "Not said" },
  { value: "woman", label: "Woman" },
  { value: "man", label: "Man" },
  { value: "nonbinary", label: "Non-binary" },
];

function PersonFields({ person }: { person: PersonShape }) {
  return (
    <>
      <TextField label="Full name" name="name" autoComplete="off" maxLength={100} defaultValue={person.name} required />
      <TextField
        label="Title"
        name="title"
        hint="As patients read it: Registered massage therapist."
        maxLength={100}
        defaultValue={person.title}
        required
      />
      <TextField
        label="Pronouns"
        name="pronouns"
        width="medium"
        maxLength={40}
        defaultValue={person.pronouns}
        optional
      />
      <SelectField
        label="Gender"
        name="gender"
        hint="Some patients choose by it."
        options={genders}
        defaultValue={person.gender}
      />
      <TextField
        label="Languages"
        name="languages"
        hint="With commas between them."
        maxLength={400}
        defaultValue={person.languages.join(", ")}
        required
      />
      <TextAreaField label="About" name="about" maxLength={600} rows={3} defaultValue={person.about} optional />
      <TextField
        label="Most hands-on minutes in a day"
        name="maxMinutesADay"
        hint="No time is offered that goes beyond it. Leave it empty for no limit."
        inputMode="numeric"
        width="short"
        suffix="minutes"
        defaultValue={person.maxMinutesADay ?? ""}
        optional
      />
      <TextField
        label="Most without a break"
        name="maxMinutesInRow"
        hint="A quarter of an hour between two visits is a break."
        inputMode="numeric"
        width="short"
        suffix="minutes"
        defaultValue={person.maxMinutesInRow ?? ""}
        optional
      />
    </>
  );
}

export function PersonForm({ person, action }: { person: PersonShape; action: Act }) {
  return (
    <ActForm action={action} keep className="flex max-w-xl flex-col items-stretch gap-5">
      <PersonFields person={person} />
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </ActForm>
  );
}

type NewProps = {
  disciplines: readonly SelectOption[];
  credentials: readonly Choice[];
  today: string;
  action: Act;
};

const nobody: PersonShape = {
  name: "",
  title: "",
  pronouns: "",
  gender: "",
  languages: ["English"],
  about: "",
  maxMinutesADay: null,
  maxMinutesInRow: null,
};

export function NewPersonForm({ disciplines, credentials, today, action }: NewProps) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-8">
      <div className="flex flex-col gap-5">
        <SelectField label="Discipline" name="disciplineId" placeholder="Choose one" options={disciplines} required />
        <PersonFields person={nobody} />
        <ChoiceGroup
          legend="On whose account"
          name="bills"
          options={[
            { value: "clinic", label: "The clinic’s", hint: "Receipts bear the clinic’s name." },
            { value: "own", label: "Their own", hint: "Receipts bear theirs; GST as they are registered." },
          ]}
          defaultValue="clinic"
        />
      </div>
      <Section title="Licence" id="licence" level={3}>
        <div className="flex flex-col gap-5">
          <TextField label="College or association" name="college" maxLength={120} required />
          <TextField label="Number" name="number" width="medium" maxLength={40} required />
          <TextField label="In force from" name="validFrom" type="date" width="medium" max={today} required />
          <ChoiceGroup legend="Credentials" name="credentials" type="checkbox" options={credentials} layout="columns" />
        </div>
      </Section>
      <div>
        <SubmitButton pendingLabel="Adding…">Add them</SubmitButton>
      </div>
    </ActForm>
  );
}

type LicenceProps = {
  professions: readonly SelectOption[];
  credentials: readonly Choice[];
  techniques: readonly Choice[];
  action: Act;
};

export function LicenceForm({ professions, credentials, techniques, action }: LicenceProps) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <SelectField label="Profession" name="profession" options={professions} required />
      <TextField label="College or association" name="college" maxLength={120} required />
      <TextField label="Number" name="number" width="medium" maxLength={40} required />
      <TextField label="In force from" name="validFrom" type="date" width="medium" required />
      <TextField label="Last day" name="validUntil" type="date" width="medium" optional />
      <ChoiceGroup legend="Credentials" name="credentials" type="checkbox" options={credentials} layout="columns" />
      <ChoiceGroup
        legend="Forbidden by a restriction"
        name="restrictions"
        type="checkbox"
        options={techniques}
        layout="columns"
      />
      <div>
        <SubmitButton pendingLabel="Adding…">Add the licence</SubmitButton>
      </div>
    </ActForm>
  );
}

export function LicenceEndForm({ of, action }: { of: string; action: Act }) {
  return (
    <ActForm action={action} className="flex flex-wrap items-end gap-3">
      <TextField label={`Last day of ${of}`} name="validUntil" id={`end-${of}`} type="date" required />
      <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
        Save<span className="sr-only"> the last day of {of}</span>
      </SubmitButton>
    </ActForm>
  );
}

export function LeavingForm({ leftOn, action }: { leftOn: string | null; action: Act }) {
  return (
    <ActForm action={action} keep className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-4">
        <TextField
          label="First day they are no longer here"
          name="leftOn"
          type="date"
          width="medium"
          defaultValue={leftOn ?? ""}
        />
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          They leave
        </SubmitButton>
      </div>
    </ActForm>
  );
}

export function StayingForm({ action }: { action: Act }) {
  return (
    <ActForm action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="stays" value="yes" />
      <SubmitButton variant="quiet" size="small" pendingLabel="Taking back…">
        They stay after all
      </SubmitButton>
    </ActForm>
  );
}
