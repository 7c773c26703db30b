// One visit of a plan: other times inside its window, one press to move.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { Route } from "next";
import { MoveVisitForm } from "@/components/plans/move-visit-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { isId } from "@/lib/ids";
import { viewPlan } from "@/lib/plans/view-plan";
import { visitStarts } from "@/lib/plans/visit-starts";
import { planDoor } from "@/lib/server/plan-page";
import { sayMoment, sayShortDate, sayZone } from "@/lib/time/say";
import { moveVisitAction } from "../../actions";

export const metadata: Metadata = { title: "Move a visit", robots: { index: false } };

export default async function VisitPage({ params }: PageProps<"/[clinic]/plan/[token]/visit/[visit]">) {
  const { clinic: slug, token, visit: visitId } = await params;
  const { clinic, ctx, planId } = await planDoor(slug, token);
  if (!ctx) redirect(`/${slug}/plan/${token}` as Route);
  const plan = await viewPlan(ctx, { planId });
  const visit = plan.visits.find((row) => row.visitId === visitId);
  if (!isId(visitId) || !visit?.start) notFound();
  const starts = await visitStarts(ctx, { planId, visitId });
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/plan/${token}`, label: "Your plan" }}
        title="Move this visit"
        lead={`Now ${sayMoment(visit.start, plan.timeZone, clinic.locale)}. It stays booked until you choose another time.`}
      />
      <p className="text-soft">
        These times keep your plan’s rhythm ({sayShortDate(visit.windowFrom, clinic.locale)} to{" "}
        {sayShortDate(visit.windowTo, clinic.locale)}). All times are {sayZone(plan.timeZone)}.
      </p>
      {starts.length ? (
        <MoveVisitForm
          options={starts.map((one) => ({
            value: `${one.start.toISOString()}|${one.practitionerId}`,
            label: sayMoment(one.start, plan.timeZone, clinic.locale),
            hint: one.practitionerName,
          }))}
          action={moveVisitAction.bind(null, slug, token, visitId)}
        />
      ) : (
        <EmptyState title="Nothing else is free inside this visit’s window">
          Call us on {phoneWords(clinic.phone)}; we will find a time with you.
        </EmptyState>
      )}
    </div>
  );
}
