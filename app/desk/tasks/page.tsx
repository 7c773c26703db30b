// The calls the desk owes, the longest due first.
import type { Metadata } from "next";
import { ReferralList } from "@/components/charting/referrals";
import { ActForm } from "@/components/desk/act-form";
import { phoneWords } from "@/components/desk/fact-words";
import { Fold } from "@/components/desk/fold";
import { fundingTerm, fundingWords } from "@/components/plans/funding-words";
import { Anchor } from "@/components/ui/anchor";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { referralsToAnswer } from "@/lib/charting/referrals";
import { listCallTasks } from "@/lib/intake/call-tasks";
import { fundingAboutToEnd } from "@/lib/plans/view-funding";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDay, sayTime } from "@/lib/time/say";
import { referralLine } from "../referral-lines";
import { closeTaskAction } from "../screen-actions";

export const metadata: Metadata = { title: "Tasks" };

const kinds: Record<string, string> = {
  consent_withdrawn: "Call: consent to treatment was taken back",
  medical_first: "Call back: health answers ask for a doctor first",
  urgent_answers: "Call today: health answers ask for emergency care",
  after_visit: "Call today: how the last visit was",
  answers_changed: "Call: health answers were changed",
  plan_expired: "Call: an offered plan ran out",
  plan_offered: "Call about an offered plan",
  membership: "Call about a membership whose month is open",
  guardian: "Look at papers: somebody asks to act for a person they look after",
  clinic_away: "Call: the clinic cannot keep a visit",
  visit_lost: "Call: a paid visit could not be kept",
};

export default async function TasksPage() {
  const { ctx, clinic, actor } = await staffPage("/desk/tasks", "close_call_task");
  const [tasks, referrals, ending] = await Promise.all([
    listCallTasks(ctx),
    mayDo(actor, "write_chart") ? referralsToAnswer(ctx) : [],
    fundingAboutToEnd(ctx),
  ]);
  // Whoever treats sees those that they lead first.
  const funding = ending.toSorted(
    (a, b) =>
      Number(b.leadPractitionerId === actor.practitionerId) - Number(a.leadPractitionerId === actor.practitionerId),
  );
  const when = (at: Date) =>
    `${sayShortDay(at, clinic.timeZone, clinic.locale)}, ${sayTime(at, clinic.timeZone, clinic.locale)}`;
  return (
    <Stack>
      <PageHead
        title="Tasks"
        lead={
          tasks.length ? `${tasks.length === 1 ? "One call is" : `${tasks.length} calls are`} to be made.` : undefined
        }
      />
      {referrals.length ? (
        <Section title="Referrals to answer" id="referrals" rule={false}>
          <ReferralList
            label="Referrals to answer"
            lines={referrals.map((one) =>
              referralLine(one, clinic, { named: true, mayAnswer: true, mayWithdraw: false }),
            )}
          />
        </Section>
      ) : null}
      {tasks.length === 0 ? (
        <EmptyState title="Nobody waits for a call">
          Calls appear here when health answers stop a booking, or when a plan needs somebody to talk to the patient.
        </EmptyState>
      ) : (
        <RuleList label="Calls to make">
          {tasks.map((task) => (
            <RuleItem
              key={task.taskId}
              title={task.name}
              detail={
                <>
                  <span className="block">{kinds[task.kind] ?? "Call"}</span>
                  <span className="block">{task.reason}</span>
                  <span className="figures flex flex-wrap gap-x-4">
                    {task.phone ? <a href={`tel:${task.phone}`}>{phoneWords(task.phone)}</a> : null}
                    {task.email ? <a href={`mailto:${task.email}`}>{task.email}</a> : null}
                    {task.patientId ? (
                      <Anchor className="link" href={`/desk/patients/${task.patientId}`}>
                        Patient
                      </Anchor>
                    ) : null}
                    {task.planId ? (
                      <Anchor className="link" href={`/desk/plans/${task.planId}`}>
                        Plan
                      </Anchor>
                    ) : null}
                  </span>
                </>
              }
              aside={<span className="text-sm text-soft">due {when(task.dueAt)}</span>}
            >
              <Fold label="Close the call">
                <ActForm action={closeTaskAction.bind(null, task.taskId)} className="flex max-w-2xl flex-col gap-3">
                  <ChoiceGroup
                    legend="What came of it?"
                    name="outcome"
                    id={`outcome-${task.taskId}`}
                    layout="inline"
                    options={["Spoke", "Left a message", "No answer", "Not needed any more"].map((label) => ({
                      value: label,
                      label,
                    }))}
                  />
                  <TextField label="Note" name="detail" id={`detail-${task.taskId}`} optional autoComplete="off" />
                  <div>
                    <SubmitButton size="small" pendingLabel="Closing…">
                      Close
                    </SubmitButton>
                  </div>
                </ActForm>
              </Fold>
            </RuleItem>
          ))}
        </RuleList>
      )}
      {funding.length ? (
        <Section
          title="Funding about to end"
          id="funding"
          hint="Three quarters of what a payer pays is used, or four weeks of its time are left. Ask for more before it is over."
        >
          <RuleList label="Funding about to end">
            {funding.map((line) => (
              <RuleItem
                key={`${line.planId}${line.disciplineCode}`}
                href={`/desk/plans/${line.planId}#funding`}
                title={line.patientName}
                detail={`${fundingTerm(line)}: ${fundingWords(line, clinic)}. Led by ${line.leadPractitionerName}.`}
              />
            ))}
          </RuleList>
        </Section>
      ) : null}
    </Stack>
  );
}
