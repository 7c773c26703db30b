// Voids a receipt by a new one that says how things are now.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function VoidReceiptForm({ action }: { action: Act }) {
  return (
    <ActForm action={action}>
      <TextField
        label="What is wrong with it?"
        name="reason"
        maxLength={200}
        autoComplete="off"
        hint="The old receipt stays to be seen, marked as void."
      />
      <div>
        <SubmitButton size="small" pendingLabel="Issuing…">
          Void it and issue a new one
        </SubmitButton>
      </div>
    </ActForm>
  );
}
