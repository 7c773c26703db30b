// A patient's own plan: behind a code and the birth date; an offer to look at and accept, or the running course.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { HomeTaskList } from "@/components/charting/home-tasks";
import { KeptInEnglish } from "@/components/intake/kept-in-english";
import { ConsentForm } from "@/components/patients/consent-form";
import { RecordFiles } from "@/components/patients/record-files";
import { failedWords } from "@/components/payments/instalment-list";
import { AcceptForm } from "@/components/plans/accept-form";
import { acceptWords } from "@/components/plans/accept-words";
import { CodeDoor } from "@/components/plans/code-door";
import { codeDoorWords } from "@/components/plans/code-door-words";
import { FundingLines } from "@/components/plans/funding-lines";
import { fundingTerm, fundingWords } from "@/components/plans/funding-words";
import { payOptions } from "@/components/plans/pay-options";
import { PreferenceForm } from "@/components/plans/preference-form";
import { TaperTimeline } from "@/components/plans/taper-timeline";
import { spanWords, TravelDates } from "@/components/plans/travel-dates";
import { TroubleNotice } from "@/components/plans/trouble-notice";
import { VisitList } from "@/components/plans/visit-list";
import { CancelForm } from "@/components/booking/cancel-form";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { SummaryList } from "@/components/ui/summary-list";
import { listHomeTasks } from "@/lib/charting/home-tasks";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { instalmentConsent } from "@/lib/payments/instalment-consent";
import { viewInstalments } from "@/lib/payments/view-instalments";
import { newId } from "@/lib/ids";
import { sayCare, wordingShown } from "@/lib/intake/care-texts";
import { consentOf } from "@/lib/intake/treatment-consent";
import { tellAll, type Tell } from "@/lib/languages/tell";
import { formatMoney } from "@/lib/money/money";
import { ownPatientOf } from "@/lib/permissions/permissions";
import { hasProvedSelf } from "@/lib/patients/own-proof";
import { isRunning } from "@/lib/plans/is-running";
import { planConsentText, planTextNotes } from "@/lib/plans/plan-text";
import { planTimeline, proposalTimeline } from "@/lib/plans/plan-timeline";
import type { PlanView } from "@/lib/plans/plan-views";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { viewOffer, viewPlan } from "@/lib/plans/view-plan";
import { changedOf, chosenOf, wishesOf, wishesQuery } from "@/lib/plans/wishes";
import type { Ctx } from "@/lib/context/context";
import type { ClinicView } from "@/lib/clinic/catalogue-views";
import { planDoor } from "@/lib/server/plan-page";
import { careLanguage, ownTell, pageWords, spokenLanguage } from "@/lib/server/language";
import { sayMoment, sayShortDate, sayShortDay, sayTime, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import {
  acceptAction,
  addTravelAction,
  codeAction,
  removeTravelAction,
  signConsentAction,
  stopAction,
} from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your plan"),
  robots: { index: false },
});

type Query = Record<string, string | string[] | undefined>;
type Shown = { t: Tell; ctx: Ctx; clinic: ClinicView; planId: string; slug: string; token: string; query: Query };

const payerNames: Record<string, string> = {
  self: "you pay",
  icbc: "ICBC",
  worksafebc: "WorkSafeBC",
  msp: "MSP",
  extended: "your health plan",
};

export default async function PlanPage({ params, searchParams }: PageProps<"/[clinic]/plan/[token]">) {
  const { clinic: slug, token } = await params;
  const query = await searchParams;
  const t = await ownTell();
  const { clinic, ctx, planId } = await planDoor(slug, token);
  if (!ctx) {
    const sent = query["code"] === "sent";
    return (
      <div className="flex flex-col gap-8">
        <PageHead
          title={sent ? t("Type the code") : t("Open your plan")}
          lead={
            sent
              ? t(
                  "If the birth date is right, a code is on its way to the e-mail address we have. It is good for ten minutes.",
                )
              : t("So that nobody else can read it, we send a code to your e-mail address.")
          }
        />
        <CodeDoor
          words={tellAll(t, codeDoorWords)}
          key={sent ? "open" : "send"}
          sent={sent}
          action={codeAction.bind(null, slug, token)}
        />
        <p className="text-soft">
          {t(
            `No e-mail, or no luck with the code? Call us on ${phoneWords(clinic.phone)}; you can also say yes by phone.`,
          )}
        </p>
      </div>
    );
  }
  const plan = await viewPlan(ctx, { planId });
  const shown = { t, ctx, clinic, planId, slug, token, query };
  // Back from the payment page before the payment is known: the visits are held, and the offer is no question any more.
  const paying = query["paid"] !== undefined && plan.visits.some((visit) => visit.state === "held");
  return plan.status === "offered" && !paying ? <Offer {...shown} plan={plan} /> : <Course {...shown} plan={plan} />;
}

const moneyLine = (
  visit: { patientMinor: number; patientTaxMinor: number; payerMinor: number; payer: string; provisional: boolean },
  say: (minor: number) => string,
  t: Tell,
) => {
  if (visit.provisional) return t("unpaid until decided");
  const own = say(visit.patientMinor + visit.patientTaxMinor);
  return visit.payerMinor > 0
    ? `${t(payerNames[visit.payer] ?? visit.payer)} ${say(visit.payerMinor)}, ${t(`you ${own}`)}`
    : own;
};

/** "Massage therapy 3, 45 minutes, Mina Park · after reassessment" */
const detailOf = (
  visit: { number: number; minutes: number; practitionerName: string | null; provisional: boolean },
  discipline: string,
  t: Tell,
) => {
  const what = [`${t(discipline)} ${visit.number}`, t(`${visit.minutes} minutes`), visit.practitionerName];
  return `${what.filter(Boolean).join(", ")}${visit.provisional ? ` · ${t("after reassessment")}` : ""}`;
};

const changedNote = (start: Date | null) =>
  start ? "New time: the one you saw is taken." : "The time you saw is taken, and no other one fits.";

async function Offer({ t, ctx, clinic, planId, slug, token, query, plan }: Shown & { plan: PlanView }) {
  const preferences = wishesOf(query, plan.preferences);
  const changed = changedOf(query);
  const { course } = await viewOffer(ctx, { planId, preferences, chosen: chosenOf(query), again: changed !== null });
  const funding = await fundingOfPatient(ctx, { patientId: plan.patientId, planId });
  const say = (minor: number) => formatMoney(minor, plan.currency, clinic.locale);
  const trackOf = (trackId: string) => plan.tracks.find((track) => track.trackId === trackId);
  const placed = course.proposal.filter((visit) => visit.start !== null);
  const seen = placed.map(({ visitId, start, practitionerId }) => ({
    visitId,
    start: start?.toISOString(),
    practitionerId,
  }));
  const today = dateIn(ctx.now, plan.timeZone);
  const { totals } = course;
  const care = await careLanguage(ctx);
  const online = await takesCardsOnline(ctx);
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        over={t(`Prepared by ${plan.leadPractitionerName}`)}
        title={t("Your plan")}
        lead={t("Visits start close together and spread out if you improve; you decide together.")}
      />
      {changed ? (
        <Notice tone="warning" title={t("Some times went while you were looking. Nothing is booked yet.")} live>
          {t(
            "The visits that changed are marked below, the others stayed as they were. All of them are kept for you for ten minutes: please look once more and say yes again.",
          )}
        </Notice>
      ) : null}
      {query["unpaid"] !== undefined ? (
        <Notice
          tone="info"
          title={t("Nothing was charged. Your times are kept for a few minutes; you can accept again.")}
          live
        />
      ) : null}
      <TaperTimeline {...proposalTimeline(plan, course, today, clinic.locale)} say={{ t, locale: clinic.locale }} />
      {course.open.length ? (
        <Notice
          tone="warning"
          title={t(`${placed.length} of ${course.proposal.length} visits fit; ${course.open.length} need you.`)}
        >
          <ul className="mt-2 flex list-disc flex-col gap-1 ps-5">
            {course.open.map((one) => (
              <li key={one.visitId}>{t(one.text.replace("the patient is away", "you are away"))}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <PreferenceForm t={t} chosen={preferences} severalDisciplines={plan.tracks.length > 1} locale={clinic.locale} />
      <Section
        title={t("Every visit")}
        id="visits"
        hint={t(
          `All times are ${sayZone(plan.timeZone, clinic.locale)}. Press one to see other times for it; you can move any of them later, too.`,
        )}
      >
        <VisitList
          label={t("Visits of the plan")}
          visits={course.proposal.map((visit) => ({
            id: visit.visitId,
            letter: trackOf(visit.trackId)?.letter ?? "",
            hue: trackOf(visit.trackId)?.hue ?? 1,
            when: visit.start
              ? `${sayShortDay(visit.start, plan.timeZone, clinic.locale)}, ${sayTime(visit.start, plan.timeZone, clinic.locale)}`
              : t(`No time yet, around ${sayShortDate(visit.onDate, clinic.locale)}`),
            detail: detailOf(visit, trackOf(visit.trackId)?.disciplineName ?? "", t),
            money: moneyLine(visit, say, t),
            href: visit.start ? `/${slug}/plan/${token}/visit/${visit.visitId}?${wishesQuery(query)}` : undefined,
            note: changed?.has(visit.visitId) ? t(changedNote(visit.start)) : undefined,
          }))}
        />
      </Section>
      <Section title={t("What it costs")} id="costs">
        <SummaryList
          items={[
            {
              term: t("You pay in all"),
              value: totals.taxMinor
                ? t(`${say(totals.dueMinor)}, of it ${say(totals.taxMinor)} GST`)
                : say(totals.dueMinor),
            },
            ...(totals.payerMinor > 0
              ? [{ term: t(payerNames[plan.payer] ?? plan.payer), value: t(`pays ${say(totals.payerMinor)}`) }]
              : []),
            ...funding.map((line) => ({
              term: fundingTerm(line, t),
              value: fundingWords(line, { currency: plan.currency, locale: clinic.locale, t }),
            })),
            ...(totals.provisionalCount > 0
              ? [
                  {
                    term: t("After reassessment"),
                    value: t(
                      `${totals.provisionalCount} visits are provisional: not charged, free to drop until you decide there.`,
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section title={t("What may change")} id="changes">
        <ul className="flex list-disc flex-col gap-2 ps-6">
          {planTextNotes.map((note) => (
            <li key={note}>{t(note)}</li>
          ))}
          {plan.offerExpiresAt ? (
            <li>
              {t(
                `This offer stays open until ${sayMoment(plan.offerExpiresAt, plan.timeZone, clinic.locale)}. It holds no times until you accept.`,
              )}
            </li>
          ) : null}
        </ul>
      </Section>
      <Section title={t("Say yes")} id="accept">
        {care === (await spokenLanguage()) ? null : (
          <div className="mb-6">
            <KeptInEnglish phone={phoneWords(clinic.phone)} />
          </div>
        )}
        <AcceptForm
          seen={JSON.stringify(seen)}
          idempotencyKey={newId()}
          consentVersion={plan.consentVersion}
          textVersion={plan.textVersion}
          shown={wordingShown(care)}
          consent={planConsentText.map((line) => sayCare(care, line))}
          consentLang={care}
          words={tellAll(t, acceptWords)}
          payments={payOptions({
            course,
            reader: "patient",
            today,
            locale: clinic.locale,
            say,
            online,
            t,
            consent: <span lang={care}>{sayCare(care, instalmentConsent.text)}</span>,
          })}
          submitLabel={t(`Accept and book ${placed.length} visits`)}
          action={acceptAction.bind(null, slug, token, wishesQuery(query))}
        />
      </Section>
    </div>
  );
}

const statusLead: Record<string, string> = {
  draft: "Your practitioner is still working on it.",
  active: "Visits spread out if you improve; you decide together.",
  on_hold: "Your plan is paused. Your practitioner will plan the rest with you.",
  completed: "Your plan is complete.",
  revoked: "This plan has ended.",
};

/** What was just done, by the name in the address. */
const doneWords: readonly (readonly [name: string, words: string])[] = [
  ["moved", "The visit has moved."],
  ["cancelled", "The visit is cancelled."],
  ["dropped", "The visit is dropped. It cost nothing."],
  ["replanned", "Done. Your visits stand as you saw them; we have sent you all dates."],
  ["signed", "Thank you: your signature is kept."],
  ["away", "We keep these days free. No visit lies in them."],
  ["back", "These days are open for visits again."],
];

async function Course({ t, ctx, clinic, slug, token, query, plan }: Shown & { plan: PlanView }) {
  const { visit: words } = await pageWords();
  const say = (minor: number) => formatMoney(minor, plan.currency, clinic.locale);
  const today = dateIn(ctx.now, plan.timeZone);
  const trackOf = (trackId: string) => plan.tracks.find((track) => track.trackId === trackId);
  const coming = plan.visits.filter(
    (visit) => visit.start && visit.start > ctx.now && (visit.state === "booked" || visit.state === "provisional"),
  );
  const waiting = plan.visits.some((visit) => visit.state === "held");
  const live = isRunning(plan);
  const page = `/${slug}/plan/${token}`;
  const done = doneWords.find(([name]) => query[name] !== undefined);
  const own = ownPatientOf(ctx.actor);
  const [allTasks, consent, funding, instalments] =
    own === null
      ? [[], null, [], []]
      : await Promise.all([
          listHomeTasks(ctx, { patientId: own }),
          consentOf(ctx, { patientId: own }),
          fundingOfPatient(ctx, { patientId: own, planId: plan.planId }),
          viewInstalments(ctx, { patientId: own }),
        ]);
  const unpaid = instalments.find(({ status, asked }) => status === "failed" && !asked);
  const tasks = allTasks.filter(({ endedAt }) => !endedAt);
  return (
    <div className="flex flex-col gap-10">
      {waiting && query["paid"] !== undefined ? <meta httpEquiv="refresh" content="2" /> : null}
      <PageHead
        title={t("Your plan")}
        lead={
          waiting
            ? t("We are confirming your payment; this takes a few seconds.")
            : plan.pause
              ? t(`Your plan is paused: ${spanWords(plan.pause, clinic.locale, t)}. We will go on after that.`)
              : t(statusLead[plan.status] ?? "")
        }
      />
      {query["booked"] !== undefined || (query["paid"] !== undefined && plan.status === "active") ? (
        <Notice tone="success" title={t(`${coming.length} visits are booked. We have sent you all dates.`)} live />
      ) : null}
      {done ? <Notice tone="success" title={t(done[1])} live /> : null}
      {query["stopped"] !== undefined ? (
        <Notice
          tone="info"
          title={t(
            "The plan is stopped, and the visits to come are cancelled. What you paid and did not use goes back to you.",
          )}
          live
        />
      ) : null}
      {live && unpaid ? (
        <Notice
          tone="warning"
          title={t(
            `An instalment of ${say(unpaid.amountMinor)} is still open: ${failedWords[unpaid.failure ?? "declined"]}.`,
          )}
          action={<LinkButton href={`${page}/money#instalments`}>{t("Pay it now")}</LinkButton>}
        />
      ) : null}
      {plan.suspended ? (
        <Notice
          tone="warning"
          title={t(
            "Your practitioner has to look at your health answers first. We will call you; nothing is charged meanwhile.",
          )}
        />
      ) : null}
      {live && !plan.suspended ? (
        <TroubleNotice t={t} trouble={plan.trouble} reader="patient" href={`${page}/replan`} />
      ) : null}
      {plan.visits.length ? (
        <TaperTimeline {...planTimeline(plan, today, clinic.locale)} say={{ t, locale: clinic.locale }} />
      ) : null}
      {waiting ? null : (
        <Section title={t("What is next")} id="next">
          <VisitList
            label={t("Visits to come")}
            visits={coming.map((visit) => ({
              id: visit.visitId,
              letter: trackOf(visit.trackId)?.letter ?? "",
              hue: trackOf(visit.trackId)?.hue ?? 1,
              when: visit.start
                ? `${sayShortDay(visit.start, plan.timeZone, clinic.locale)}, ${sayTime(visit.start, plan.timeZone, clinic.locale)}`
                : "",
              detail: detailOf(visit, trackOf(visit.trackId)?.disciplineName ?? "", t),
              money: moneyLine(visit, say, t),
              href: `/${slug}/plan/${token}/visit/${visit.visitId}`,
            }))}
          />
          {coming.length === 0 ? (
            <p className="mt-3 text-soft">
              {t(`Nothing is booked. Call us on ${phoneWords(clinic.phone)} to find a time.`)}
            </p>
          ) : null}
        </Section>
      )}
      {funding.length ? (
        <Section
          title={t("What your payer still pays")}
          id="funding"
          hint={t(
            "As far as we know it here; visits elsewhere count too. A visit that you miss is not paid by your payer.",
          )}
        >
          <FundingLines t={t} lines={funding} currency={plan.currency} locale={clinic.locale} />
        </Section>
      ) : null}
      {live && consent?.text && !consent.signed ? (
        <Section
          title={t("To sign before your next visit")}
          id="consent"
          hint={consent.before ? t("The text has changed since you signed it.") : undefined}
        >
          <ConsentForm t={t} {...consent.text} action={signConsentAction.bind(null, slug, token)} />
        </Section>
      ) : null}
      {tasks.length ? (
        <Section
          title={t("At home")}
          id="home"
          hint={t("Between your visits. Stop, and tell us, if something makes it worse.")}
        >
          <HomeTaskList
            label={t("Tasks for home")}
            tasks={tasks.map(({ taskId, title, how, often, fromDate }) => ({
              id: taskId,
              title,
              how,
              often,
              since: t(`Since ${sayShortDate(fromDate, clinic.locale)}`),
            }))}
          />
        </Section>
      ) : null}
      {live && !waiting ? (
        <Section
          title={t("Away for some days?")}
          id="away"
          hint={t("Tell us, and we show how your visits could stand around it. Nothing moves before you say yes.")}
        >
          <TravelDates
            t={t}
            away={plan.preferences.away}
            today={today}
            locale={clinic.locale}
            add={addTravelAction.bind(null, slug, token)}
            remove={(span) => removeTravelAction.bind(null, slug, token, span)}
          />
        </Section>
      ) : null}
      {waiting ? null : (
        <Section
          title={t("Your payments")}
          id="money"
          hint={t("What is to pay, receipts for your insurer, and each year’s list.")}
        >
          <Anchor href={`${page}/money`} className="link">
            {t("Payments and receipts")}
          </Anchor>
        </Section>
      )}
      {waiting ? null : (
        <Section
          title={t("Your record")}
          id="record"
          hint={t("Everything we keep about you, to read or to take elsewhere.")}
        >
          <RecordFiles t={t} slug={slug} proved={hasProvedSelf(ctx)}>
            <Anchor href={`${page}/record`}>{t("See who looked at it")}</Anchor>
          </RecordFiles>
        </Section>
      )}
      {live ? (
        <Section title={t("Stop this plan")} id="stop">
          <p className="mb-3">
            {t(
              "You can stop at any time. Visits to come are cancelled, and what you have paid and not used goes back to you. Only a visit inside its notice period costs its late fee.",
            )}
          </p>
          <CancelForm
            label={t("Stop this plan")}
            confirm={t(`Yes, stop and cancel ${coming.length} visits`)}
            words={words.cancelForm}
            action={stopAction.bind(null, slug, token)}
          />
        </Section>
      ) : null}
    </div>
  );
}
