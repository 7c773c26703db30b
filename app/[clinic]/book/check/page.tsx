// Step 4: everything once more, the policy where it bites, and the two ways to book.
import type { Metadata } from "next";
import { missedIsYours } from "@/components/booking/missed-words";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { CheckForm } from "@/components/booking/check-form";
import { HoldLine } from "@/components/booking/hold-line";
import { NearTimes } from "@/components/booking/near-times";
import { fundingTerm, fundingWords } from "@/components/plans/funding-words";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SummaryList } from "@/components/ui/summary-list";
import { checkHold } from "@/lib/booking/check-hold";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { careLinesOf } from "@/lib/intake/care-lines";
import { currentScreen } from "@/lib/intake/current-screen";
import { readAnswers } from "@/lib/intake/read-answers";
import { screenText } from "@/lib/intake/screen-text";
import { formatMoney } from "@/lib/money/money";
import { takesGiftCards } from "@/lib/payments/gift-cards";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { birthDateOf, openBookingDraft } from "@/lib/server/booking-draft";
import { meSeen } from "@/lib/server/me-door";
import { sayDate, sayMoment, sayZone } from "@/lib/time/say";
import { bookAction, holdAction } from "../actions";

export const metadata: Metadata = { title: "Check and book (step 4 of 4)" };

export default async function CheckPage({ params }: PageProps<"/[clinic]/book/check">) {
  const { clinic: slug } = await params;
  const { ctx, clinic, draft } = await openBookingDraft(slug);
  const { version } = currentScreen();
  if (!draft.serviceId || !draft.holdId || !draft.start) redirect(`/${slug}` as Route);
  if (!draft.detailsDone) redirect(`/${slug}/book/details` as Route);
  if (draft.screenVersion !== version || !Object.keys(draft.answers).length) redirect(`/${slug}/book/health` as Route);
  const catalogue = await loadCatalogue(ctx);
  const service = catalogue.services.find((row) => row.id === draft.serviceId);
  if (!service) redirect(`/${slug}` as Route);
  const { tier } = readAnswers(version, draft.answers);
  if (tier === "A" || tier === "B") redirect(`/${slug}/book/stop` as Route);
  const assessments = catalogue.services.filter((row) => row.online && row.kind === "first");
  const onlyAssessment = tier === "C" && service.kind !== "first";
  const start = new Date(draft.start);
  const hold = await checkHold(ctx, { appointmentId: draft.holdId, serviceId: draft.serviceId, start });
  const online = await takesCardsOnline(ctx);
  // Whose funding it is, is known of those alone who have signed in with a code.
  const me = await meSeen(slug);
  const funding = me ? await fundingOfPatient(me.ctx, { patientId: me.patientId }) : [];
  const giftCards = await takesGiftCards(ctx);
  const { policy } = catalogue;
  const money = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const total = service.priceMinor + service.taxMinor;
  const freeUntil = new Date(start.getTime() - policy.cancelNoticeHours * 3_600_000);
  const missed = funding.length ? ` ${missedIsYours}` : "";
  const policyLine =
    freeUntil > ctx.now
      ? `Free to change or cancel until ${sayMoment(freeUntil, clinic.timeZone, clinic.locale)}. After that a cancelled or missed visit costs ${money(policy.lateFeeMinor)}.${missed}`
      : `The visit is less than ${policy.cancelNoticeHours} hours away: cancelling or missing it costs ${money(policy.lateFeeMinor)}.${missed}`;
  const practitioner = catalogue.practitioners.find((row) => row.id === hold.practitionerId);
  const place = catalogue.locations[0];
  const change = (path: string) => ({ href: `/${slug}/book/${path}` });

  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/book/health?page=background`, label: "Health questions" }}
        steps={{ current: 4, total: 4, label: "Check" }}
        title="Check and book"
      />
      {onlyAssessment ? (
        <Notice tone="info" title={screenText("C", careLinesOf(clinic.region)).body}>
          <p>Please choose an assessment instead:</p>
          <RuleList label="Assessments">
            {assessments.map((row) => (
              <RuleItem
                key={row.id}
                href={`/${slug}/book/${row.id}`}
                title={row.name}
                detail={`${row.durationMin} minutes`}
                aside={money(row.priceMinor + row.taxMinor)}
              />
            ))}
          </RuleList>
        </Notice>
      ) : (
        <>
          {tier === "C" ? (
            <Notice tone="info" title="Your practitioner will review your answers before any treatment." />
          ) : null}
          {hold.free ? (
            <HoldLine
              start={draft.start}
              until={draft.holdExpiresAt}
              now={ctx.now}
              zone={clinic.timeZone}
              locale={clinic.locale}
            />
          ) : (
            <NearTimes
              title="The time you chose has gone. These are the nearest ones still free; everything you typed is kept:"
              times={hold.nearest.map((at) => ({
                value: at.toISOString(),
                label: sayMoment(at, clinic.timeZone, clinic.locale),
              }))}
              action={holdAction.bind(null, slug, draft.serviceId, draft.practitionerId ?? null)}
            />
          )}
          <SummaryList
            items={[
              { term: "What", value: `${service.name}, ${service.durationMin} minutes`, change: { href: `/${slug}` } },
              {
                term: "When",
                value: `${sayMoment(start, clinic.timeZone, clinic.locale)}, ${sayZone(clinic.timeZone)}`,
                change: change(service.id),
              },
              { term: "With", value: practitioner ? `${practitioner.name}, ${practitioner.title}` : "Whoever is free" },
              { term: "Where", value: place ? `${place.name}, ${place.address}` : clinic.name },
              {
                term: "Who",
                value: `${draft.name}, born ${sayDate(birthDateOf(draft), clinic.locale).replace(/^\w+, /, "")}`,
                change: change("details"),
              },
              {
                term: "How we reach you",
                value: [draft.email, draft.mobile].filter(Boolean).join(", "),
                change: change("details"),
              },
              {
                term: "Price",
                value: service.taxMinor
                  ? `${money(total)}, of it ${money(service.taxMinor)} GST`
                  : `${money(total)}, no tax`,
              },
              ...funding
                .filter((line) => line.payer !== "icbc" || line.disciplineCode === service.disciplineCode)
                .map((line) => ({ term: fundingTerm(line), value: fundingWords(line, clinic) })),
            ]}
          />
          {hold.free ? (
            <CheckForm
              policy={policyLine}
              payClinicLabel="Book – pay at the clinic"
              depositLabel={
                online && policy.depositMinor > 0 && policy.depositMinor < total
                  ? `Book – pay a deposit of ${money(policy.depositMinor)} now`
                  : null
              }
              payNowLabel={online ? `Book – pay ${money(total)} now` : null}
              giftLabel={giftCards ? "Book – pay with a gift card" : null}
              action={bookAction.bind(null, slug)}
            />
          ) : null}
        </>
      )}
    </div>
  );
}
