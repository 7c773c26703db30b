// The desk's eight digits.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export function TabletCodeForm({ code, action }: { code: string; action: Act }) {
  return (
    <ActForm action={action} className="flex flex-col items-start gap-5">
      <TextField
        label="Code"
        name="code"
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        defaultValue={code}
        width="medium"
        required
      />
      <SubmitButton pendingLabel="Opening…">Open the form</SubmitButton>
    </ActForm>
  );
}
