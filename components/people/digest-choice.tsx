// Whether one gets the clinic's week by e-mail.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";

export const DigestChoice = ({ wanted, action }: { wanted: boolean; action: Act }) => (
  <ActForm action={action} keep>
    <SubmitButton variant="secondary" name="wanted" value={wanted ? "no" : "yes"} pendingLabel="One moment…">
      {wanted ? "Stop the weekly mail" : "Send me the weekly mail"}
    </SubmitButton>
  </ActForm>
);
