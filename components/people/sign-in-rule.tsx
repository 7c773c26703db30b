// Whether the clinic asks everybody for a second factor, and whom that would lead to set one up.
import { ActForm, type Act } from "@/components/desk/act-form";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { required: boolean; without: readonly string[]; action: Act | null };

export function SignInRule({ required, without, action }: Props) {
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="measure">
        {required
          ? "Everybody needs a second factor. Who has none sets one up at their next sign-in, before anything else opens."
          : "Everybody decides for themselves. Ask for it when all have a telephone at hand at work."}{" "}
        {without.length ? `Without one now: ${without.join(", ")}.` : "Everybody has one now."}
      </p>
      {action ? (
        <ActForm action={action}>
          <input type="hidden" name="required" value={required ? "no" : "yes"} />
          <SubmitButton variant="secondary" pendingLabel="One moment…">
            {required ? "Let everybody decide for themselves" : "Ask everybody for a second factor"}
          </SubmitButton>
        </ActForm>
      ) : (
        <p className="text-soft">Only an owner changes this.</p>
      )}
    </div>
  );
}
