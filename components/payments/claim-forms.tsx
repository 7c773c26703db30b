// A payer's answer to one claim: what was paid, or why not.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  /** Whose, for those who hear the labels alone. */
  of: string;
  amount: string;
  currency: string;
  idempotencyKey: string;
  /** Who is asked next, in words. */
  next: string;
  nextAfterPart: boolean;
  paid: Act;
  rejected: Act;
};

export function AnswerForms({ of, amount, currency, idempotencyKey, next, nextAfterPart, paid, rejected }: Props) {
  const whose = <span className="sr-only"> – {of}</span>;
  return (
    <Fold label={<>Enter the answer{whose}</>}>
      <div className="flex flex-wrap gap-x-12 gap-y-6">
        <ActForm action={paid} key={idempotencyKey}>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <TextField
            label={<>They paid{whose}</>}
            name="amount"
            id={`amount-${idempotencyKey}`}
            inputMode="decimal"
            prefix="$"
            suffix={currency}
            width="short"
            defaultValue={amount}
            autoComplete="off"
          />
          {/* WorkSafeBC allows no user fee: what it leaves is nobody's. */}
          {nextAfterPart ? (
            <ChoiceGroup
              legend={<>A rest, if any{whose}</>}
              name="rest"
              id={`rest-${idempotencyKey}`}
              defaultValue="open"
              options={[
                { value: "open", label: "Stays open, to be sent again" },
                { value: "next", label: `Goes to ${next}` },
              ]}
            />
          ) : null}
          <div>
            <SubmitButton size="small" pendingLabel="Keeping…">
              Paid{whose}
            </SubmitButton>
          </div>
        </ActForm>
        <ActForm action={rejected}>
          <TextField
            label={<>They said no, because{whose}</>}
            name="reason"
            id={`reason-${idempotencyKey}`}
            maxLength={300}
            autoComplete="off"
          />
          <ChoiceGroup
            legend={<>And now{whose}</>}
            name="step"
            id={`step-${idempotencyKey}`}
            defaultValue="again"
            options={[
              { value: "again", label: "Put it right and send it again" },
              { value: "next", label: `It goes to ${next}` },
            ]}
          />
          <div>
            <SubmitButton size="small" variant="secondary" pendingLabel="Keeping…">
              Refused{whose}
            </SubmitButton>
          </div>
        </ActForm>
      </div>
    </Fold>
  );
}

/** Gives up asking this payer. */
export function PassOnForm({ of, id, next, action }: { of: string; id: string; next: string; action: Act }) {
  const whose = <span className="sr-only"> – {of}</span>;
  return (
    <Fold
      label={
        <>
          Ask {next}
          {whose}
        </>
      }
    >
      <ActForm action={action}>
        <TextField label={<>Why{whose}</>} name="reason" id={`why-${id}`} maxLength={200} autoComplete="off" />
        <div>
          <SubmitButton size="small" variant="secondary" pendingLabel="Keeping…">
            It goes to {next}
            {whose}
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}
