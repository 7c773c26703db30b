// An instalment that is paid at the desk, whole.
import { ActForm, type Act } from "@/components/desk/act-form";
import { HandMethods } from "@/components/payments/hand-methods";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; id: string; idempotencyKey: string; amount: string; cardPage: boolean };

export function TakeInstalmentForm({ action, id, idempotencyKey, amount, cardPage }: Props) {
  return (
    <ActForm action={action} key={idempotencyKey}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <HandMethods legend="How was it paid?" id={`method-${id}`} cardPage={cardPage} />
      <div>
        <SubmitButton size="small" pendingLabel="Recording…">
          {`Record ${amount}`}
        </SubmitButton>
      </div>
    </ActForm>
  );
}
