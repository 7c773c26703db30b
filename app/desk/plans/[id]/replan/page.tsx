// The rest of a running plan planned again at the desk: choose how it stretches, see what changes, accept it once.
import type { Metadata } from "next";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { Replan } from "@/components/plans/replan";
import { TroubleList } from "@/components/plans/trouble-notice";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { formatMoney } from "@/lib/money/money";
import { previewInstalments } from "@/lib/payments/preview-instalments";
import { mayDo } from "@/lib/permissions/permissions";
import { isRunning } from "@/lib/plans/is-running";
import { proposeReflow, weighPolicies } from "@/lib/plans/reflow";
import { reflowPolicies } from "@/lib/plans/reflow-views";
import { viewPlan } from "@/lib/plans/view-plan";
import { staffPage } from "@/lib/server/contexts";
import { sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { askedFor, seen } from "../../../door";
import { replanAction } from "../actions";

export const metadata: Metadata = { title: "Plan the rest again" };

export default async function ReplanPage({ params, searchParams }: PageProps<"/desk/plans/[id]/replan">) {
  const { id: planId } = await params;
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage(`/desk/plans/${planId}/replan`, "change_booking");
  const plan = await seen(() => viewPlan(ctx, { planId }));
  if (plan.suspended || !isRunning(plan)) redirect(`/desk/plans/${planId}` as Route);
  const mayChoose = plan.chartOpen && mayDo(actor, "build_plan");
  const wished = mayChoose ? reflowPolicies.find((policy) => policy === askedFor(asked, "policy")) : undefined;
  const [view, outlooks] = await Promise.all([
    proposeReflow(ctx, { planId, policy: wished }),
    mayChoose ? weighPolicies(ctx, { planId }) : null,
  ]);
  const instalments = await previewInstalments(ctx, view);
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/plans/${planId}`, label: `Plan for ${plan.patientName}` }}
        title="Plan the rest again"
        lead={`Visits that took place stay as they are; nothing else moves before you accept. Times are ${sayZone(plan.timeZone)}.`}
      />
      <TroubleList trouble={plan.trouble} reader="staff" />
      <Replan
        plan={plan}
        view={view}
        instalments={instalments}
        outlooks={outlooks}
        reader="staff"
        changed={askedFor(asked, "changed") !== undefined}
        today={dateIn(ctx.now, plan.timeZone)}
        locale={clinic.locale}
        money={(minor) => formatMoney(minor, plan.currency, clinic.locale)}
        action={replanAction.bind(null, { planId, policy: view.policy })}
      />
    </Stack>
  );
}
