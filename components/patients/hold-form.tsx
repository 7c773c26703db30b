// A legal hold on a record: how it stands, what was written about it, and the form that places or lifts it.
import { ActForm, type Act } from "@/components/desk/act-form";
import { TextAreaField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  held: boolean;
  /** The latest first, ready to read. */
  rows: readonly string[];
  action: Act;
};

export function HoldForm({ held, rows, action }: Props) {
  return (
    <>
      <p className={held ? "font-semibold" : "text-soft"}>
        {held ? "Held: this record stays, whatever its age." : "Not held: the record goes when its time is over."}
      </p>
      {rows.length ? (
        <ul aria-label="What was written about the hold" className="mt-2 flex list-disc flex-col gap-1 ps-5 text-soft">
          {rows.map((row, index) => (
            <li key={index}>{row}</li>
          ))}
        </ul>
      ) : null}
      <details className="mt-1">
        <summary className="inline-flex min-h-control items-center text-accent">
          {held ? "Lift the hold" : "Place a hold"}
        </summary>
        <ActForm action={action} done={held ? "The hold is placed." : "The hold is lifted."}>
          <input type="hidden" name="act" value={held ? "lifted" : "placed"} />
          <TextAreaField
            label="Reason"
            name="reason"
            id="hold-reason"
            hint={
              held ? "Why it is over." : "Who asked for it: a lawyer, the college, a complaint. Nothing about health."
            }
            maxLength={500}
            rows={2}
            required
          />
          <div>
            <SubmitButton size="small" variant="secondary" pendingLabel="Writing it down…">
              {held ? "Lift the hold" : "Place the hold"}
            </SubmitButton>
          </div>
        </ActForm>
      </details>
    </>
  );
}
