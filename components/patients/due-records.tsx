// Records whose time is over, each with its hold, and for the owner the form that erases one.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Check } from "@/components/ui/choice-group";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Status } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";

export type DueLine = {
  id: string;
  name: string;
  detail: string;
  held: boolean;
  /** Null for whoever may not erase, or has not typed their password lately. */
  erase: Act | null;
};

export function DueRecords({ lines }: { lines: readonly DueLine[] }) {
  return (
    <RuleList label="Records whose time is over">
      {lines.map(({ id, name, detail, held, erase }) => (
        <RuleItem
          key={id}
          href={`/desk/patients/${id}#hold`}
          title={name}
          detail={detail}
          aside={
            held ? (
              <Status icon="lock" tone="warn">
                Held
              </Status>
            ) : null
          }
        >
          {erase && !held ? (
            <details>
              <summary className="inline-flex min-h-control items-center text-accent">Erase this record</summary>
              <ActForm action={erase} className="flex max-w-xl flex-col gap-2">
                <Check
                  name="sure"
                  id={`sure-${id}`}
                  label={`Erase the name, contacts, birth date, notes, scores and health answers of ${name}. It cannot be undone.`}
                  hint="Dates of visits and what was paid stay as numbers without a name."
                />
                <div>
                  <SubmitButton size="small" variant="danger" pendingLabel="Erasing…">
                    Erase for good
                  </SubmitButton>
                </div>
              </ActForm>
            </details>
          ) : null}
        </RuleItem>
      ))}
    </RuleList>
  );
}
