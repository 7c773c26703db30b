// A patient's visits to come planned again: what would change, and one yes.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { Replan } from "@/components/plans/replan";
import { TroubleList } from "@/components/plans/trouble-notice";
import { PageHead } from "@/components/ui/page-head";
import { formatMoney } from "@/lib/money/money";
import { previewInstalments } from "@/lib/payments/preview-instalments";
import { isRunning } from "@/lib/plans/is-running";
import { proposeReflow } from "@/lib/plans/reflow";
import { viewPlan } from "@/lib/plans/view-plan";
import { ownTell } from "@/lib/server/language";
import { planDoor } from "@/lib/server/plan-page";
import { sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { replanAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Plan the rest again"),
  robots: { index: false },
});

export default async function ReplanPage({ params, searchParams }: PageProps<"/[clinic]/plan/[token]/replan">) {
  const { clinic: slug, token } = await params;
  const asked = await searchParams;
  const { clinic, ctx, planId } = await planDoor(slug, token);
  const page = `/${slug}/plan/${token}`;
  if (!ctx) redirect(page as Route);
  const plan = await viewPlan(ctx, { planId });
  if (plan.suspended || !isRunning(plan)) redirect(page as Route);
  const t = await ownTell();
  const view = await proposeReflow(ctx, { planId });
  const instalments = await previewInstalments(ctx, view);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: page, label: t("Your plan") }}
        title={t("Plan the rest again")}
        lead={t(
          `This is how your visits to come would stand. Nothing moves before you say yes. All times are ${sayZone(plan.timeZone, clinic.locale)}.`,
        )}
      />
      <TroubleList t={t} trouble={plan.trouble} reader="patient" />
      <Replan
        t={t}
        plan={plan}
        view={view}
        instalments={instalments}
        outlooks={null}
        reader="patient"
        changed={asked["changed"] !== undefined}
        today={dateIn(ctx.now, plan.timeZone)}
        locale={clinic.locale}
        money={(minor) => formatMoney(minor, plan.currency, clinic.locale)}
        action={replanAction.bind(null, slug, token)}
      />
    </div>
  );
}
