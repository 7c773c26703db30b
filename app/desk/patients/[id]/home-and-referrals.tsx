// What the patient does at home, and whom they were referred to inside the clinic.
import { EndTaskButton, HomeTaskForm } from "@/components/charting/home-task-form";
import { HomeTaskList } from "@/components/charting/home-tasks";
import { ReferralForm, ReferralList } from "@/components/charting/referrals";
import { Section } from "@/components/ui/section";
import { listHomeTasks } from "@/lib/charting/home-tasks";
import { listReferrals } from "@/lib/charting/referrals";
import type { Catalogue } from "@/lib/clinic/catalogue-views";
import type { StaffDoor } from "@/lib/server/contexts";
import { sayShortDate, sayShortDay } from "@/lib/time/say";
import { endHomeTaskAction, sendReferralAction, setHomeTaskAction } from "../../chart-actions";
import { referralLine } from "../../referral-lines";

type Props = { door: StaffDoor; patientId: string; catalogue: Pick<Catalogue, "disciplines" | "practitioners"> };

export async function HomeAndReferrals({ door, patientId, catalogue }: Props) {
  const { ctx, clinic, actor } = door;
  const [tasks, referrals] = await Promise.all([listHomeTasks(ctx, { patientId }), listReferrals(ctx, { patientId })]);
  return (
    <>
      <Section title="At home" id="home">
        <div className="flex flex-col gap-4">
          {tasks.length ? (
            <HomeTaskList
              tasks={tasks.map(({ taskId, title, how, often, fromDate, setBy, endedAt }) => ({
                id: taskId,
                title,
                how,
                often,
                since: endedAt
                  ? `Until ${sayShortDay(endedAt, clinic.timeZone, clinic.locale)}`
                  : `Since ${sayShortDate(fromDate, clinic.locale)}, set by ${setBy}`,
                aside: endedAt ? "Over" : <EndTaskButton title={title} action={endHomeTaskAction.bind(null, taskId)} />,
              }))}
            />
          ) : (
            <p className="text-soft">Nothing set yet.</p>
          )}
          <HomeTaskForm action={setHomeTaskAction.bind(null, patientId)} />
        </div>
      </Section>
      <Section title="Referrals" id="referrals">
        <div className="flex flex-col gap-4">
          {referrals.length ? (
            <ReferralList
              label="Referrals"
              lines={referrals.map((one) =>
                referralLine(one, clinic, { named: false, mayAnswer: false, mayWithdraw: one.sentBy === actor.name }),
              )}
            />
          ) : (
            <p className="text-soft">None inside the clinic.</p>
          )}
          <ReferralForm
            disciplines={catalogue.disciplines.map(({ id, name }) => ({ value: id, label: name }))}
            people={catalogue.practitioners.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
            action={sendReferralAction.bind(null, patientId)}
          />
        </div>
      </Section>
    </>
  );
}
