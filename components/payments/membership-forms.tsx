// What can be done about a membership: join, another card, ask the card again, end it with its month or at once, let it go on.
import type { ReactNode } from "react";
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { SubmitButton } from "@/components/ui/submit-button";
import { asWritten, type Tell } from "@/lib/languages/tell";

type Deed = { action: Act; label: ReactNode; pending: string; quiet?: boolean };

export const MembershipDeed = ({ action, label, pending, quiet = false }: Deed) => (
  <ActForm action={action} className="">
    <SubmitButton variant={quiet ? "secondary" : "primary"} pendingLabel={pending}>
      {label}
    </SubmitButton>
  </ActForm>
);

type End = {
  action: Act;
  /** Until when it is paid, in words; null while a month is open, when it ends at once. */
  day: string | null;
  staff?: boolean;
  t?: Tell;
};

export const EndMembership = ({ action, day, staff = false, t = asWritten }: End) => (
  <Fold label={t("End the membership")}>
    <p className="measure mb-4">
      {t(
        day === null
          ? "It ends at once, and the month that is open is asked for no more."
          : `It is paid until ${day}. Nothing is charged after that.`,
      )}{" "}
      {t(
        staff
          ? "Visits that are booked stay booked, and what is left can be used as before."
          : "Your visits that are booked stay booked, and what is left can be used as before.",
      )}
    </p>
    <MembershipDeed
      action={action}
      label={t(day === null ? "End it now" : `End it on ${day}`)}
      pending={t("Saving…")}
      quiet
    />
  </Fold>
);
