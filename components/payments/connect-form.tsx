// One button that leads to Stripe with a fresh link.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";

const labels = {
  none: "Connect with Stripe",
  gone: "Connect with Stripe again",
  details: "Continue at Stripe",
  restricted: "Continue at Stripe",
  active: "Change details at Stripe",
} as const;

export function ConnectForm({ state, action }: { state: keyof typeof labels; action: Act }) {
  return (
    <ActForm action={action}>
      <div>
        <SubmitButton variant={state === "active" ? "secondary" : "primary"} pendingLabel="Opening Stripe’s page…">
          {labels[state]}
        </SubmitButton>
      </div>
    </ActForm>
  );
}
