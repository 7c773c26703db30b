// What can be done about a membership: join, another card, ask the card again, end it with its month, let it go on.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { SubmitButton } from "@/components/ui/submit-button";

type Deed = { action: Act; label: string; pending: string; quiet?: boolean };

export const MembershipDeed = ({ action, label, pending, quiet = false }: Deed) => (
  <ActForm action={action} className="">
    <SubmitButton variant={quiet ? "secondary" : "primary"} pendingLabel={pending}>
      {label}
    </SubmitButton>
  </ActForm>
);

/** `day`: until when it is paid, in words. */
export const EndMembership = ({ action, day, staff = false }: { action: Act; day: string; staff?: boolean }) => (
  <Fold label="End the membership">
    <p className="measure mb-4">
      It is paid until {day}. Nothing is charged after that. {staff ? "Visits" : "Your visits"} that are booked stay
      booked, and what is left can be used as before.
    </p>
    <MembershipDeed action={action} label={`End it on ${day}`} pending="Saving…" quiet />
  </Fold>
);
