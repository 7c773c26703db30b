// A plan that was accepted: its visits, moving them, and stopping it.
import { StopPlanForm } from "@/components/plans/stop-plan-form";
import { TaperTimeline } from "@/components/plans/taper-timeline";
import { TroubleNotice } from "@/components/plans/trouble-notice";
import { VisitList } from "@/components/plans/visit-list";
import { stateWords } from "@/components/plans/taper-shape";
import { LinkButton } from "@/components/ui/button";
import { Section, Stack } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { formatMoney } from "@/lib/money/money";
import { moneyOf } from "@/lib/payments/money-of";
import { mayDo } from "@/lib/permissions/permissions";
import { isRunning } from "@/lib/plans/is-running";
import { planOutcomes } from "@/lib/plans/plan-outcomes";
import { planTimeline } from "@/lib/plans/plan-timeline";
import type { PlanView, PlanVisitView } from "@/lib/plans/plan-views";
import type { StaffDoor } from "@/lib/server/contexts";
import { dateIn } from "@/lib/time/zone";
import { stopAction } from "../actions";
import { visitLine } from "../course-words";
import { CourseTools } from "./course-tools";

type Props = { door: StaffDoor; plan: PlanView; measured: boolean; ending: boolean };

const isOver = (visit: PlanVisitView) => visit.state === "attended" || visit.state === "missed";

export async function Running({ door, plan, measured, ending }: Props) {
  const { ctx, clinic, actor } = door;
  const say = (minor: number) => formatMoney(minor, plan.currency, clinic.locale);
  const [money, outcomes] = await Promise.all([
    moneyOf(ctx, { patientId: plan.patientId }),
    planOutcomes(ctx, { planId: plan.planId }),
  ]);
  const chains = new Set(plan.visits.map((visit) => visit.chainId));
  const creditMinor = money.payments
    .filter((payment) => payment.planId === plan.planId || (payment.chainId !== null && chains.has(payment.chainId)))
    .reduce((sum, payment) => sum + payment.creditMinor, 0);
  const today = dateIn(ctx.now, plan.timeZone);
  const live = isRunning(plan);
  const coming = plan.visits.filter((visit) => !isOver(visit) && visit.start !== null);
  const open = plan.visits.filter((visit) => !isOver(visit) && visit.start === null);
  const over = plan.visits.filter(isOver);
  const attended = over.filter((visit) => visit.state === "attended").length;
  const line = (visit: PlanVisitView) => ({
    ...visitLine(plan, visit, { locale: clinic.locale, money: say }),
    note: isOver(visit) ? stateWords[visit.state] : undefined,
    href: isOver(visit)
      ? visit.appointmentId
        ? `/desk/appointments/${visit.appointmentId}`
        : undefined
      : plan.status === "active"
        ? `/desk/plans/${plan.planId}/visits/${visit.visitId}`
        : undefined,
  });
  return (
    <Stack>
      {live && !plan.suspended ? (
        <TroubleNotice trouble={plan.trouble} reader="staff" href={`/desk/plans/${plan.planId}/replan`} />
      ) : null}
      {plan.visits.length ? (
        <Section id="course">
          <TaperTimeline
            {...planTimeline(plan, today, clinic.locale)}
            outcomes={(outcomes?.series ?? []).map(({ instrument, ...line }) => ({ id: instrument, ...line }))}
            flares={(outcomes?.flares ?? []).map(({ onDate }) => onDate)}
          />
        </Section>
      ) : null}
      <div className="grid grid-cols-2 gap-6 md:grid-cols-4">
        <Stat
          value={`${attended} of ${plan.visits.length}`}
          label="visits attended"
          detail={plan.droppedCount ? `${plan.droppedCount} dropped` : undefined}
        />
        <Stat
          value={coming.length}
          label="booked"
          detail={open.length ? `${open.length} ${open.length === 1 ? "has" : "have"} no time yet` : undefined}
        />
        <Stat value={say(plan.totals.dueMinor)} label="the patient’s share" detail="without provisional visits" />
        <Stat value={say(creditMinor)} label="paid and not used yet" />
      </div>
      {live && open.length ? (
        <Section
          title="No time yet"
          id="open"
          hint={plan.status === "active" ? "Open one to find it a time inside its window." : undefined}
        >
          <VisitList label="Visits without a time" visits={open.map(line)} />
        </Section>
      ) : null}
      <Section
        title="To come"
        id="coming"
        actions={
          live && !plan.suspended && !plan.trouble.length ? (
            <LinkButton href={`/desk/plans/${plan.planId}/replan`} variant="secondary" size="small">
              Plan the rest again
            </LinkButton>
          ) : undefined
        }
      >
        {coming.length ? (
          <VisitList label="Visits to come" visits={coming.map(line)} />
        ) : (
          <p className="text-soft">Nothing is booked.</p>
        )}
      </Section>
      {live ? <CourseTools door={door} plan={plan} outcomes={outcomes} today={today} asked={measured} /> : null}
      {over.length ? (
        <details>
          <summary className="inline-flex min-h-control items-center font-semibold">
            {over.length} visits so far
          </summary>
          <VisitList label="Visits so far" visits={over.map(line)} />
        </details>
      ) : null}
      {live && plan.chartOpen && mayDo(actor, "stop_plan") ? (
        <StopPlanForm
          action={stopAction.bind(null, plan.planId)}
          coming={coming.length}
          credit={creditMinor > 0 ? say(creditMinor) : null}
          open={ending}
        />
      ) : null}
    </Stack>
  );
}
