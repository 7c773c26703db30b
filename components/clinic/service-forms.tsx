// What a service is, who gives it, and what it costs from which day on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Check, ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { SelectField, TextAreaField, TextField, type SelectOption } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type ServiceShape = {
  name: string;
  about: string;
  durationMin: number;
  stepMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  need: string | null;
  online: boolean;
  givers: readonly string[];
};

type ShapeProps = { service: ServiceShape; kinds: readonly SelectOption[]; people: readonly Choice[] };

const minutes = "minutes";

function ServiceFields({ service, kinds, people }: ShapeProps) {
  return (
    <>
      <TextField label="Name" name="name" maxLength={120} defaultValue={service.name} required />
      <TextAreaField
        label="In a sentence"
        name="about"
        maxLength={400}
        rows={3}
        defaultValue={service.about}
        optional
      />
      <div className="flex flex-wrap gap-x-8 gap-y-5">
        <TextField
          label="Length"
          name="durationMin"
          inputMode="numeric"
          width="short"
          suffix={minutes}
          defaultValue={service.durationMin}
          required
        />
        <TextField
          label="Begins every"
          name="stepMin"
          inputMode="numeric"
          width="short"
          suffix={minutes}
          defaultValue={service.stepMin}
          required
        />
        <TextField
          label="Kept free before"
          name="bufferBeforeMin"
          inputMode="numeric"
          width="short"
          suffix={minutes}
          defaultValue={service.bufferBeforeMin}
          required
        />
        <TextField
          label="Kept free after"
          name="bufferAfterMin"
          inputMode="numeric"
          width="short"
          suffix={minutes}
          defaultValue={service.bufferAfterMin}
          required
        />
      </div>
      <SelectField
        label="Takes up"
        name="need"
        options={[{ value: "", label: "No room" }, ...kinds]}
        defaultValue={service.need ?? ""}
      />
      {people.length ? (
        <ChoiceGroup
          legend="Who gives it"
          name="givers"
          type="checkbox"
          options={people}
          defaultValue={service.givers}
          hint="A length or price of one’s own is a service of one’s own: add it, and tick that person alone."
        />
      ) : null}
      <Check name="online" label="Patients may book it online" defaultChecked={service.online} />
    </>
  );
}

export function ServiceForm({ action, ...shape }: ShapeProps & { action: Act }) {
  return (
    <ActForm action={action} keep className="flex max-w-xl flex-col items-stretch gap-5">
      <ServiceFields {...shape} />
      <div>
        <SubmitButton pendingLabel="Saving…">Save the service</SubmitButton>
      </div>
    </ActForm>
  );
}

type NewProps = Omit<ShapeProps, "service"> & { disciplines: readonly SelectOption[]; action: Act };

const usual: ServiceShape = {
  name: "",
  about: "",
  durationMin: 45,
  stepMin: 15,
  bufferBeforeMin: 0,
  bufferAfterMin: 10,
  need: "treatment_room",
  online: true,
  givers: [],
};

export function NewServiceForm({ disciplines, action, ...rest }: NewProps) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <SelectField label="Discipline" name="disciplineId" placeholder="Choose one" options={disciplines} required />
      <ChoiceGroup
        legend="Which visit it is"
        name="kind"
        layout="inline"
        options={[
          { value: "first", label: "First visit" },
          { value: "follow_up", label: "Coming back" },
        ]}
        defaultValue="follow_up"
      />
      <ServiceFields service={usual} {...rest} />
      <TextField label="Price before tax" name="price" prefix="$" inputMode="decimal" width="short" required />
      <div>
        <SubmitButton pendingLabel="Adding…">Add the service</SubmitButton>
      </div>
    </ActForm>
  );
}

export function PriceForm({ today, action }: { today: string; action: Act }) {
  return (
    <ActForm action={action} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-4">
        <TextField label="New price before tax" name="price" prefix="$" inputMode="decimal" width="short" required />
        <TextField
          label="For visits from"
          name="from"
          type="date"
          width="medium"
          min={today}
          defaultValue={today}
          required
        />
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Set the price
        </SubmitButton>
      </div>
    </ActForm>
  );
}
