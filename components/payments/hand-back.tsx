// How money that did not come by card online is handed out again.
import { ChoiceGroup } from "@/components/ui/choice-group";

export function HandBack({ id }: { id?: string }) {
  return (
    <ChoiceGroup
      legend="How it is handed back"
      name="method"
      {...(id ? { id } : {})}
      layout="inline"
      hint="Card payments made online go back to the card by themselves."
      options={[
        { value: "terminal", label: "Card terminal" },
        { value: "cash", label: "Cash" },
        { value: "e_transfer", label: "E-transfer" },
      ]}
    />
  );
}
