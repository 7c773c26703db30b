// What the owner can do about the subscription: begin it, pay with another card, ask the card again, end it, let it go on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { SubmitButton } from "@/components/ui/submit-button";

type Deed = { action: Act; label: string; pending: string; quiet?: boolean };

function Press({ action, label, pending, quiet = false }: Deed) {
  return (
    <ActForm action={action}>
      <div>
        <SubmitButton variant={quiet ? "secondary" : "primary"} pendingLabel={pending}>
          {label}
        </SubmitButton>
      </div>
    </ActForm>
  );
}

const opening = "Opening Stripe’s page…";

export const SubscribeForm = ({ action, again }: { action: Act; again: boolean }) => (
  <Press action={action} label={again ? "Subscribe again" : "Subscribe"} pending={opening} />
);

export const CardForm = ({ action, urgent }: { action: Act; urgent: boolean }) => (
  <Press
    action={action}
    label={urgent ? "Pay with another card" : "Change the card"}
    pending={opening}
    quiet={!urgent}
  />
);

export const PayAgainForm = ({ action }: { action: Act }) => (
  <Press action={action} label="Ask the card again" pending="Asking…" quiet />
);

export const GoOnForm = ({ action }: { action: Act }) => (
  <Press action={action} label="Let it go on after all" pending="Saving…" />
);

export function StopForm({ action, day }: { action: Act; day: string }) {
  return (
    <Fold label="End the subscription">
      <p className="measure mb-4">
        It is paid until {day}, and everything works until then. From then on nothing new can be booked. What is booked
        stays, records and exports stay open, and you can subscribe again at any time.
      </p>
      <Press action={action} label={`End it on ${day}`} pending="Saving…" quiet />
    </Fold>
  );
}
