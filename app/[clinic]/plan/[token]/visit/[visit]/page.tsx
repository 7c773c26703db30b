// One visit of a plan: other times inside its window, one press to move.
import { missedIsYours } from "@/components/booking/missed-words";
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { Route } from "next";
import { CancelForm } from "@/components/booking/cancel-form";
import { moveVisitWords } from "@/components/plans/move-visit-words";
import { MoveVisitForm } from "@/components/plans/move-visit-form";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { viewBooking } from "@/lib/booking/view-booking";
import { isId } from "@/lib/ids";
import { tellAll, type Tell } from "@/lib/languages/tell";
import { formatMoney } from "@/lib/money/money";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import type { Ctx } from "@/lib/context/context";
import type { PlanView } from "@/lib/plans/plan-views";
import { viewOffer, viewPlan } from "@/lib/plans/view-plan";
import { changedOf, chosenOf, chosenValue, wishesOf, wishesQuery } from "@/lib/plans/wishes";
import { visitStarts } from "@/lib/plans/visit-starts";
import { planDoor } from "@/lib/server/plan-page";
import { ownTell, pageWords } from "@/lib/server/language";
import { sayMoment, sayShortDate, sayZone } from "@/lib/time/say";
import { giveUpAction, moveVisitAction } from "../../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Move a visit"),
  robots: { index: false },
});

export default async function VisitPage({ params, searchParams }: PageProps<"/[clinic]/plan/[token]/visit/[visit]">) {
  const { visit: words } = await pageWords();
  const t = await ownTell();
  const { clinic: slug, token, visit: visitId } = await params;
  const { clinic, ctx, planId } = await planDoor(slug, token);
  if (!ctx) redirect(`/${slug}/plan/${token}` as Route);
  const plan = await viewPlan(ctx, { planId });
  if (plan.status === "offered")
    return (
      <OfferedVisit {...{ t, ctx, clinic, plan, visitId, query: await searchParams, page: `/${slug}/plan/${token}` }} />
    );
  const visit = plan.visits.find((row) => row.visitId === visitId);
  if (!isId(visitId) || !visit?.start) notFound();
  const movable = plan.status === "active" && !plan.suspended;
  const starts = movable ? await visitStarts(ctx, { planId, visitId }) : [];
  const booking = visit.chainId ? await viewBooking(ctx, { chainId: visit.chainId }) : null;
  const say = (minor: number) => formatMoney(minor, plan.currency, clinic.locale);
  const feeMinor = visit.provisional ? 0 : (booking?.feeNowMinor ?? 0);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/plan/${token}`, label: t("Your plan") }}
        title={t("Move this visit")}
        lead={t(
          `Now ${sayMoment(visit.start, plan.timeZone, clinic.locale)}. It stays booked until you choose another time.`,
        )}
      />
      {movable ? (
        <>
          <p className="text-soft">
            {t(
              `These times keep your plan’s rhythm (${sayShortDate(visit.windowFrom, clinic.locale)} to ${sayShortDate(visit.windowTo, clinic.locale)}). All times are ${sayZone(plan.timeZone, clinic.locale)}.`,
            )}
          </p>
          {starts.length ? (
            <MoveVisitForm
              words={tellAll(t, moveVisitWords)}
              options={starts.map((one) => ({
                value: `${one.start.toISOString()}|${one.practitionerId}`,
                label: sayMoment(one.start, plan.timeZone, clinic.locale),
                hint: one.practitionerName,
              }))}
              action={moveVisitAction.bind(null, slug, token, visitId)}
            />
          ) : (
            <EmptyState title={t("Nothing else is free inside this visit’s window")}>
              {t(`Call us on ${phoneWords(clinic.phone)}; we will find a time with you.`)}
            </EmptyState>
          )}
        </>
      ) : (
        <p>
          {t(
            plan.suspended
              ? "Your practitioner looks at your health answers first; until then no visit is moved."
              : "While your plan is paused, single visits are not moved. “Plan the rest again” on your plan’s page moves all of them.",
          )}
        </p>
      )}
      {booking?.canChange ? (
        <Section title={t("You cannot come at all?")} id="cancel">
          <p className="mb-3">
            {t(
              visit.provisional
                ? "This visit comes after the next reassessment: you can drop it at any time, free of charge."
                : feeMinor > 0
                  ? `It is less than ${booking.policy.cancelNoticeHours} hours to your visit. Cancelling now costs ${say(feeMinor)}; moving it is free.`
                  : `Cancelling is free until ${sayMoment(booking.freeUntil, booking.timeZone, clinic.locale)}; after that it costs ${say(booking.policy.lateFeeMinor)}.`,
            )}{" "}
            {visit.provisional ? "" : t("Your plan then shows how the rest can follow.")}{" "}
            {!visit.provisional && visit.payer !== "self" ? t(missedIsYours) : ""}
          </p>
          <CancelForm
            label={t(visit.provisional ? "Drop this visit" : "Cancel this visit")}
            words={words.cancelForm}
            confirm={t(
              visit.provisional
                ? "Yes, drop it"
                : feeMinor > 0
                  ? `Yes, cancel and pay ${say(feeMinor)}`
                  : "Yes, cancel it",
            )}
            action={giveUpAction.bind(null, slug, token, { visitId, feeShownMinor: feeMinor })}
          />
        </Section>
      ) : null}
    </div>
  );
}

type Offered = {
  t: Tell;
  ctx: Ctx;
  clinic: ClinicView;
  plan: PlanView;
  visitId: string;
  query: Record<string, string | string[] | undefined>;
  page: string;
};

/** Nothing is booked yet: choosing only changes what the offer shows. */
async function OfferedVisit({ t, ctx, clinic, plan, visitId, query, page }: Offered) {
  if (!isId(visitId)) notFound();
  const chosen = chosenOf(query);
  const { course } = await viewOffer(ctx, {
    planId: plan.planId,
    preferences: wishesOf(query, plan.preferences),
    chosen,
    again: changedOf(query) !== null,
  });
  const shown = course.proposal.flatMap((one) =>
    one.start && one.practitionerId
      ? [{ visitId: one.visitId, start: one.start, practitionerId: one.practitionerId }]
      : [],
  );
  const visit = course.proposal.find((one) => one.visitId === visitId);
  if (!visit?.start) notFound();
  const starts = await visitStarts(ctx, {
    planId: plan.planId,
    visitId,
    others: shown.filter((one) => one.visitId !== visitId),
  });
  const kept = [...new URLSearchParams(wishesQuery(query))].filter(
    ([name, value]) => name !== "chosen" || !value.startsWith(visitId),
  );
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `${page}?${wishesQuery(query)}`, label: t("Your plan") }}
        title={t("Other times for this visit")}
        lead={t(
          `Now ${sayMoment(visit.start, plan.timeZone, clinic.locale)}. Nothing is booked until you accept the plan.`,
        )}
      />
      {starts.length ? (
        <form action={page} className="flex flex-col gap-6">
          {kept.map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
          <ChoiceGroup
            legend={t("Times that keep the rhythm of the plan")}
            name="chosen"
            options={starts.map((one) => ({
              value: chosenValue({ visitId, start: one.start, practitionerId: one.practitionerId }),
              label: sayMoment(one.start, plan.timeZone, clinic.locale),
              hint: one.practitionerName,
            }))}
          />
          <Button type="submit">{t("Use this time")}</Button>
        </form>
      ) : (
        <EmptyState title={t("Nothing else is free inside this visit’s window")}>
          {t(`Accept the plan as it is, or call us on ${phoneWords(clinic.phone)}.`)}
        </EmptyState>
      )}
    </div>
  );
}
