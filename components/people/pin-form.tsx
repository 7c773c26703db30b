"use client";
// Six to ten digits at a locked desk, and whose they are where several people share it.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string; values?: Record<string, string | string[]> };
type Props = {
  next: string;
  people: { userId: string; name: string }[];
  action: (before: State, form: FormData) => Promise<State>;
};

export function PinForm({ next, people, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const [first] = people;
  const chosen = String(state.values?.["person"] ?? first?.userId ?? "");
  return (
    <form action={send} className="flex max-w-md flex-col items-start gap-5" noValidate>
      <ErrorSummary errors={state.message ? [{ field: "pin", message: state.message }] : []} />
      <input type="hidden" name="next" value={next} />
      {people.length > 1 ? (
        <SelectField
          label="Who are you?"
          name="person"
          defaultValue={chosen}
          key={chosen}
          options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        />
      ) : (
        <input type="hidden" name="person" value={first?.userId ?? ""} />
      )}
      <TextField
        label="PIN"
        name="pin"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        required
      />
      <SubmitButton pendingLabel="Unlocking…">Unlock</SubmitButton>
    </form>
  );
}
