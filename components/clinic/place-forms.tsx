// Where the clinic is, and the rooms and equipment in it.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { SelectField, TextAreaField, TextField, type SelectOption } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";

type Location = { name: string; address: string; phone: string; arrival: string };

/** `of` names the fields apart where several stand on one page. */
export function LocationForm({ location, of, action }: { location: Location | null; of: string; action: Act }) {
  return (
    <ActForm action={action} keep={location !== null} className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField
        label="Name of the place"
        name="name"
        id={`${of}-name`}
        maxLength={100}
        defaultValue={location?.name}
        required
      />
      <TextField
        label="Street address"
        name="address"
        id={`${of}-address`}
        maxLength={200}
        defaultValue={location?.address}
        required
      />
      <TextField
        label="Telephone there"
        name="phone"
        id={`${of}-phone`}
        type="tel"
        maxLength={30}
        defaultValue={location?.phone}
        required
      />
      <TextAreaField
        label="How to arrive"
        name="arrival"
        id={`${of}-arrival`}
        hint="The door, the floor, where to park. It stands in each confirmation."
        maxLength={400}
        rows={2}
        defaultValue={location?.arrival}
        optional
      />
      <div>
        <SubmitButton pendingLabel="Saving…">{location ? "Save" : "Add the place"}</SubmitButton>
      </div>
    </ActForm>
  );
}

export type RoomLine = { id: string; name: string; kind: string; where: string; rename: Act; retire: Act };

export function RoomList({ rooms }: { rooms: readonly RoomLine[] }) {
  return (
    <RuleList label="Rooms and equipment">
      {rooms.map(({ id, name, kind, where, rename, retire }) => (
        <RuleItem key={id} title={name} detail={where ? `${kind}, ${where}` : kind}>
          <Fold
            label={
              <>
                Change<span className="sr-only"> {name}</span>
              </>
            }
          >
            <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
              <ActForm action={rename} className="flex flex-wrap items-end gap-3">
                <TextField
                  label={`New name of ${name}`}
                  name="name"
                  id={`name-${id}`}
                  maxLength={60}
                  defaultValue={name}
                />
                <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
                  Rename<span className="sr-only"> {name}</span>
                </SubmitButton>
              </ActForm>
              <ActForm action={retire} className="flex flex-col gap-3">
                <SubmitButton size="small" variant="danger" pendingLabel="One moment…">
                  Take out of use<span className="sr-only">: {name}</span>
                </SubmitButton>
              </ActForm>
            </div>
          </Fold>
        </RuleItem>
      ))}
    </RuleList>
  );
}

type RoomProps = { kinds: readonly SelectOption[]; locations: readonly SelectOption[]; action: Act };

export function RoomForm({ kinds, locations, action }: RoomProps) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <TextField label="Name of the room" name="name" id="room-name" width="medium" maxLength={60} required />
      <SelectField label="What it is" name="kind" options={kinds} required />
      {locations.length === 1 ? (
        <input type="hidden" name="locationId" value={locations[0]!.value} />
      ) : (
        <SelectField label="Where it stands" name="locationId" options={locations} required />
      )}
      <div>
        <SubmitButton pendingLabel="Adding…">Add the room</SubmitButton>
      </div>
    </ActForm>
  );
}
