// The card readers at the desks, and a form to register one more.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CardReaderView } from "@/lib/payments/card-readers";

type Props = {
  readers: readonly CardReaderView[];
  /** Null for members who may not change them. */
  giveUp: ((readerId: string) => Act) | null;
};

export function CardReaderList({ readers, giveUp }: Props) {
  if (!readers.length) return <p>There is none yet. Cards are taken on the patients’ phones, or recorded by hand.</p>;
  return (
    <RuleList label="Card readers">
      {readers.map(({ readerId, label, place, serial }) => (
        <RuleItem key={readerId} title={label} detail={`${place}, serial number ${serial}`}>
          {giveUp ? (
            <ActForm action={giveUp(readerId)} className="">
              <SubmitButton variant="quiet" size="small" pendingLabel="Removing…">
                {`Remove “${label}”`}
              </SubmitButton>
            </ActForm>
          ) : null}
        </RuleItem>
      ))}
    </RuleList>
  );
}

type FormProps = {
  action: Act;
  idempotencyKey: string;
  places: readonly { id: string; name: string; address: string }[];
};

export function RegisterReaderForm({ action, idempotencyKey, places }: FormProps) {
  const [only] = places;
  return (
    <Fold label="Register a reader">
      <ActForm action={action} key={idempotencyKey} className="flex max-w-xl flex-col gap-5" keep>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <TextField
          label="Code on the reader"
          name="code"
          hint="In the reader’s settings, choose to generate a registration code: three words, good for some minutes."
          autoComplete="off"
        />
        <TextField label="What the desk calls it" name="label" hint="Such as Front desk." autoComplete="off" />
        {places.length > 1 ? (
          <ChoiceGroup
            legend="Where it stands"
            name="locationId"
            options={places.map(({ id, name, address }) => ({ value: id, label: name, hint: address }))}
          />
        ) : (
          <input type="hidden" name="locationId" value={only?.id ?? ""} />
        )}
        <TextField label="Street and number" name="street" autoComplete="off" />
        <div className="flex flex-wrap gap-5">
          <TextField label="Town" name="city" autoComplete="off" />
          <TextField label="Province or state" name="province" width="short" autoComplete="off" />
          <TextField label="Postal code" name="postalCode" width="short" autoComplete="off" />
        </div>
        <div>
          <SubmitButton variant="secondary" pendingLabel="Registering…">
            Register the reader
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}
