// What can be done with a visit now, the likeliest first: arrive, finish with a note, no-show, move, cancel, rebook.
import { missedIsThePatients } from "@/components/booking/missed-words";
import { ActForm, type Act } from "@/components/desk/act-form";
import type { SheetStatus } from "@/components/desk/day-types";
import { Fold } from "@/components/desk/fold";
import { LinkButton } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  status: SheetStatus;
  begun: boolean;
  /** Nobody arrives, and nothing is done, before the day itself. */
  dayHasCome: boolean;
  mayChart: boolean;
  /** Inside the notice: giving it up now costs the fee. */
  late: boolean;
  noticeHours: number;
  /** "$50.00" */
  fee: string;
  moveHref: string;
  rebookHref: string | null;
  arrive: Act;
  undo: Act;
  finish: Act;
  noShow: Act;
  cancel: Act;
};

export function AttendanceForms(props: Props) {
  const { status } = props;
  const waiting = status === "booked" || status === "arrived";
  if (status === "held" || status === "expired") return null;
  return (
    <div className="flex flex-col gap-3">
      {status === "booked" && props.dayHasCome ? (
        <ActForm action={props.arrive} className="flex flex-col items-start gap-2">
          <SubmitButton pendingLabel="Noting…">Arrived</SubmitButton>
        </ActForm>
      ) : null}
      {waiting && props.dayHasCome ? <Finish {...props} /> : null}
      <div className="flex flex-wrap items-start gap-2">
        {status === "booked" && !props.begun ? (
          <LinkButton href={props.moveHref} variant="secondary" size="small">
            Move
          </LinkButton>
        ) : null}
        {props.rebookHref ? (
          <LinkButton href={props.rebookHref} variant={status === "fulfilled" ? "primary" : "secondary"} size="small">
            {status === "fulfilled" ? "Rebook – a week later" : "Book another"}
          </LinkButton>
        ) : null}
        {status === "arrived" || status === "noshow" ? (
          <ActForm action={props.undo} className="flex flex-col gap-2">
            <SubmitButton variant="quiet" size="small" pendingLabel="Taking back…">
              {status === "arrived" ? "Not arrived after all" : "Came after all"}
            </SubmitButton>
          </ActForm>
        ) : null}
      </div>
      {waiting && props.begun ? <NoShow {...props} /> : null}
      {status === "booked" && !props.begun ? <Cancel {...props} /> : null}
    </div>
  );
}

function Finish({ status, finish, mayChart }: Props) {
  if (!mayChart)
    return (
      <ActForm action={finish} className="flex flex-col items-start gap-2">
        <SubmitButton variant={status === "arrived" ? "primary" : "secondary"} size="small" pendingLabel="Finishing…">
          Done – the visit took place
        </SubmitButton>
      </ActForm>
    );
  return (
    <Fold
      label="Done – write the note"
      variant={status === "arrived" ? "primary" : "secondary"}
      open={status === "arrived"}
    >
      <ActForm action={finish} className="flex max-w-2xl flex-col gap-3">
        <TextAreaField
          label="Note"
          name="note"
          rows={5}
          hint="It is signed with your name when you finish. Later it can be amended, never changed. Empty for now is fine."
        />
        <div>
          <SubmitButton size="small" pendingLabel="Finishing…">
            Finish the visit
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}

function Fee({ fee, waiveLabel, prefix }: { fee: string; waiveLabel: string; prefix: string }) {
  return (
    <>
      <ChoiceGroup
        legend="Fee"
        name="fee"
        id={`${prefix}Fee`}
        layout="inline"
        defaultValue="charge"
        options={[
          { value: "charge", label: `Charge ${fee}` },
          { value: "waive", label: waiveLabel },
        ]}
      />
      <TextField
        label="Reason for waiving"
        name="waiveReason"
        id={`${prefix}WaiveReason`}
        optional
        width="medium"
        autoComplete="off"
      />
    </>
  );
}

function NoShow({ noShow, fee }: Props) {
  return (
    <Fold label="Did not come">
      <ActForm action={noShow} className="flex max-w-2xl flex-col gap-3">
        <p className="text-soft">{missedIsThePatients}</p>
        <Fee fee={fee} waiveLabel="Waive it" prefix="noShow" />
        <div>
          <SubmitButton variant="danger" size="small" pendingLabel="Noting…">
            Note as no-show
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}

function Cancel({ cancel, late, noticeHours, fee }: Props) {
  return (
    <Fold label="Cancel">
      <ActForm action={cancel} className="flex max-w-2xl flex-col gap-3">
        <p>
          {late
            ? `Less than ${noticeHours} hours are left: the patient pays ${fee} unless it is waived. Cancelling by the clinic never costs anything.`
            : `More than ${noticeHours} hours are left: cancelling is free, and what was paid by card goes back.`}
        </p>
        <ChoiceGroup
          legend="Who gives it up?"
          name="byWhom"
          layout="inline"
          defaultValue="patient"
          options={[
            { value: "patient", label: "The patient" },
            { value: "clinic", label: "The clinic" },
          ]}
        />
        <TextField label="Reason" name="reason" id="cancelReason" optional width="medium" autoComplete="off" />
        {late ? <Fee fee={fee} waiveLabel="Waive it" prefix="cancel" /> : null}
        <div>
          <SubmitButton variant="danger" size="small" pendingLabel="Cancelling…">
            Cancel this visit
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}
