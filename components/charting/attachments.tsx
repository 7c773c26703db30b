// The files in a chart: what each is, who attached it and when, and whether it was withdrawn.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { Anchor } from "@/components/ui/anchor";
import { TextField } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";

export type AttachmentLine = {
  id: string;
  label: string;
  /** "PDF, 240 kB" */
  what: string;
  /** "Thu, Nov 26, 2:15 p.m., 2026, by Priya Nair" */
  added: string;
  /** "Withdrawn Fri, Nov 27 … by Tom Okafor: …"; null while it stands. */
  withdrawn: string | null;
  /** Where it is saved from, for those who may. */
  href: string | null;
  withdraw: Act | null;
};

export function AttachmentList({ lines }: { lines: readonly AttachmentLine[] }) {
  return (
    <RuleList label="Files in the chart">
      {lines.map(({ id, label, what, added, withdrawn, href, withdraw }) => (
        <RuleItem
          key={id}
          title={withdrawn ? <span className="font-normal text-soft line-through">{label}</span> : label}
          detail={
            <>
              <span className="figures">{what}</span>
              <span className="figures block text-sm">{added}</span>
              {withdrawn ? <span className="block text-sm">{withdrawn}</span> : null}
            </>
          }
          aside={
            href ? (
              <Anchor className="link no-print" href={href} download>
                Save<span className="sr-only"> {label}</span>
              </Anchor>
            ) : null
          }
        >
          {withdraw ? (
            <Fold
              variant="quiet"
              label={
                <>
                  Withdraw<span className="sr-only"> {label}</span>
                </>
              }
            >
              <ActForm action={withdraw} className="flex max-w-xl flex-col gap-3">
                <TextField
                  label="Why"
                  name="reason"
                  id={`withdraw-${id}`}
                  hint="It stays in the record with this reason; only the clinical lead can still open it."
                  maxLength={200}
                  autoComplete="off"
                />
                <div>
                  <SubmitButton size="small" variant="secondary" pendingLabel="Withdrawing…">
                    Withdraw the file
                  </SubmitButton>
                </div>
              </ActForm>
            </Fold>
          ) : null}
        </RuleItem>
      ))}
    </RuleList>
  );
}
