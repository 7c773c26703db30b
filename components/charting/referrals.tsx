// Referrals inside the clinic: what was asked, what came of it, and asking.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { Anchor } from "@/components/ui/anchor";
import { SelectField, TextAreaField, type SelectOption } from "@/components/ui/field";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SubmitButton } from "@/components/ui/submit-button";

export type ReferralLine = {
  id: string;
  /** "Physiotherapy, Tom Okafor" */
  to: string;
  /** Where the patient's name is not the page's own. */
  patient: { href: string; name: string } | null;
  /** "Sent Thu, Nov 26 by Priya Nair" */
  sent: string;
  reason: string;
  status: string;
  /** "Accepted Fri, Nov 27 by Tom Okafor: …"; null while nobody has. */
  answered: string | null;
  accept: Act | null;
  decline: Act | null;
  withdraw: Act | null;
};

export function ReferralList({ lines, label }: { lines: readonly ReferralLine[]; label: string }) {
  return (
    <RuleList label={label}>
      {lines.map((line) => (
        <RuleItem
          key={line.id}
          title={
            line.patient ? (
              <Anchor className="link" href={line.patient.href}>
                {line.patient.name}
              </Anchor>
            ) : (
              line.to
            )
          }
          detail={
            <>
              {line.patient ? <span className="block">{line.to}</span> : null}
              <span className="block whitespace-pre-line">{line.reason}</span>
              <span className="block text-sm">{line.sent}</span>
              {line.answered ? <span className="block text-sm">{line.answered}</span> : null}
            </>
          }
          aside={line.status}
        >
          {line.accept || line.decline || line.withdraw ? (
            <div className="flex flex-wrap items-start gap-3">
              {line.accept ? (
                <ActForm action={line.accept} className="">
                  <SubmitButton size="small" pendingLabel="Accepting…">
                    Accept<span className="sr-only"> the referral of {line.patient?.name ?? line.to}</span>
                  </SubmitButton>
                </ActForm>
              ) : null}
              {line.decline ? (
                <Fold label="Decline">
                  <ActForm action={line.decline} className="flex max-w-xl flex-col gap-3">
                    <TextAreaField label="Why" name="answer" id={`answer-${line.id}`} rows={2} maxLength={1000} />
                    <div>
                      <SubmitButton size="small" variant="secondary" pendingLabel="Declining…">
                        Decline the referral
                      </SubmitButton>
                    </div>
                  </ActForm>
                </Fold>
              ) : null}
              {line.withdraw ? (
                <ActForm action={line.withdraw} className="">
                  <SubmitButton size="small" variant="quiet" pendingLabel="Withdrawing…">
                    Withdraw<span className="sr-only"> the referral to {line.to}</span>
                  </SubmitButton>
                </ActForm>
              ) : null}
            </div>
          ) : null}
        </RuleItem>
      ))}
    </RuleList>
  );
}

type FormProps = { disciplines: readonly SelectOption[]; people: readonly SelectOption[]; action: Act };

export function ReferralForm({ disciplines, people, action }: FormProps) {
  return (
    <Fold label="Refer inside the clinic">
      <ActForm action={action} done="Sent. It waits among their tasks." className="flex flex-col gap-4">
        <SelectField
          label="To which discipline"
          name="disciplineId"
          placeholder="Choose one"
          options={disciplines}
          required
        />
        <SelectField label="To whom" name="practitionerId" placeholder="Whoever answers first" options={people} />
        <TextAreaField
          label="Why, and what you would like to know"
          name="reason"
          id="referral-reason"
          rows={3}
          maxLength={1000}
          required
        />
        <div>
          <SubmitButton size="small" pendingLabel="Sending…">
            Send the referral
          </SubmitButton>
        </div>
      </ActForm>
    </Fold>
  );
}
