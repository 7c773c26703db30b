// A patient's own page between visits: what is next and why visits spread out, check-ins, progress, home tasks, and ways to the rest.
import type { Metadata } from "next";
import { PlanSteps } from "@/components/following/plan-steps";
import { ProgressPicture } from "@/components/following/progress-picture";
import { OwnVisits } from "@/components/following/own-visits";
import { HomeTaskList } from "@/components/charting/home-tasks";
import { ActForm } from "@/components/desk/act-form";
import { instalmentWords } from "@/components/payments/instalment-list";
import { CodeDoor } from "@/components/plans/code-door";
import { codeDoorWords } from "@/components/plans/code-door-words";
import { triggerWords } from "@/components/plans/flare-form";
import { TroubleNotice } from "@/components/plans/trouble-notice";
import { RecordFiles } from "@/components/patients/record-files";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { optionsOf, SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { ownTaskWeek } from "@/lib/charting/home-task-days";
import { listHomeTasks } from "@/lib/charting/home-tasks";
import { phoneWords } from "@/lib/clinic/phone-words";
import { careLinesOf } from "@/lib/intake/care-lines";
import { stopText } from "@/lib/intake/screen-text";
import { sayCare } from "@/lib/intake/care-texts";
import { standingScreen } from "@/lib/intake/standing-screen";
import { consentOf } from "@/lib/intake/treatment-consent";
import { formatMoney } from "@/lib/money/money";
import { hasMembershipPage } from "@/lib/payments/memberships";
import { viewInstalments } from "@/lib/payments/view-instalments";
import { hasProvedSelf } from "@/lib/patients/own-proof";
import { isRunning } from "@/lib/plans/is-running";
import { calendarKey } from "@/lib/messages/calendar-feed";
import { ownOutcomes } from "@/lib/plans/own-outcomes";
import { ownPlan } from "@/lib/plans/own-plan";
import { phaseSteps } from "@/lib/plans/phase-steps";
import { planToken } from "@/lib/plans/plan-token";
import { viewCheckIn } from "@/lib/plans/view-check-in";
import { viewPlan } from "@/lib/plans/view-plan";
import { windowStanding } from "@/lib/plans/window-standing";
import { tellAll } from "@/lib/languages/tell";
import { publicPage } from "@/lib/server/contexts";
import { careLanguage, ownTell } from "@/lib/server/language";
import { meSeen, type MeDoor } from "@/lib/server/me-door";
import { sayDate, sayMoment, sayShortDate, sayShortDay, sayTime, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { codeAction, doneTodayAction, flareAction } from "./actions";
import { PeopleYouLookAfter } from "./people";

export async function generateMetadata({ params }: PageProps<"/[clinic]/me">): Promise<Metadata> {
  const manifest = `/${(await params).clinic}/me/manifest.webmanifest`;
  // Telephones of Apple take their picture from the page.
  const icons = { icon: "/icon.svg", apple: "/icons/apple-touch-icon.png" };
  return { title: (await ownTell())("Your pages"), robots: { index: false }, manifest, icons };
}

type Query = Record<string, string | string[] | undefined>;

export default async function MePage({ params, searchParams }: PageProps<"/[clinic]/me">) {
  const { clinic: slug } = await params;
  const query = await searchParams;
  const door = await meSeen(slug);
  if (door) return <Own {...door} slug={slug} query={query} />;
  const { clinic } = await publicPage(slug);
  const t = await ownTell();
  const sent = query["code"] === "sent";
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={sent ? t("Type the code") : t("Your pages")}
        lead={
          sent
            ? t("If we know you by these, a code is on its way to your e-mail address. It is good for ten minutes.")
            : t(
                "Your visits, your plan and your record. So that nobody else can read them, we send a code to your e-mail address.",
              )
        }
      />
      <CodeDoor
        words={tellAll(t, codeDoorWords)}
        key={sent ? "open" : "send"}
        sent={sent}
        askEmail
        action={codeAction.bind(null, slug)}
      />
      <p className="text-soft">{t(`No e-mail, or no luck with the code? Call us on ${phoneWords(clinic.phone)}.`)}</p>
    </div>
  );
}

/** What was just done, by the name in the address. */
const doneWords: readonly (readonly [name: string, words: string])[] = [
  ["told", "Thank you. Your practitioner sees it before your next visit."],
  ["call", "Thank you. Somebody of the clinic will call you today about it."],
  ["flare", "We have kept your flare. A worse spell is part of getting better; your plan stays as it is."],
  ["done", "Well done. It counts for today."],
  ["asked", "We have your request. Bring papers that show it to your next visit, or call us."],
  ["gaveUp", "It is off your list."],
];

async function Own({ ctx, clinic, patientId, slug, query }: MeDoor & { slug: string; query: Query }) {
  const t = await ownTell();
  const line = await ownPlan(ctx);
  const done = doneWords.find(([name]) => query[name] !== undefined);
  const proved = hasProvedSelf(ctx);
  const membership = (await hasMembershipPage(ctx, { patientId })) ? (
    <Anchor href={`/${slug}/me/membership`} className="link">
      {t("Your membership")}
    </Anchor>
  ) : null;
  const record = (
    <Section
      title={t("Your record")}
      id="record"
      hint={t("Everything we keep about you, to read or to take elsewhere.")}
    >
      <RecordFiles t={t} slug={slug} proved={proved}>
        {line ? (
          <Anchor href={`/${slug}/plan/${planToken(ctx, line.planId)}/record`}>{t("See who looked at it")}</Anchor>
        ) : null}
      </RecordFiles>
    </Section>
  );
  const agreed = (
    <Anchor href={`/${slug}/me/agreed`} className="link">
      {t("All that you agreed to, and taking it back")}
    </Anchor>
  );
  if (!line)
    return (
      <div className="flex flex-col gap-10">
        <PageHead
          title={t("Your pages")}
          lead={t("There is no plan for you yet. An assessment is where one begins.")}
        />
        {done ? <Notice tone="success" title={t(done[1])} live /> : null}
        <LinkButton href={`/${slug}`}>{t("Book an assessment")}</LinkButton>
        {membership ? (
          <Section title={t("A few visits each month")} id="membership" hint={t("To stay as well as you have become.")}>
            {membership}
          </Section>
        ) : null}
        <PeopleYouLookAfter t={t} ctx={ctx} clinic={clinic} patientId={patientId} />
        <Section title={t("What you agreed to")} id="consent">
          {agreed}
        </Section>
        {record}
      </div>
    );
  const [plan, outcomes, tasks, week, standing, asked, consent, instalments] = await Promise.all([
    viewPlan(ctx, { planId: line.planId }),
    proved ? ownOutcomes(ctx, { planId: line.planId }) : [],
    listHomeTasks(ctx, { patientId }),
    ownTaskWeek(ctx),
    standingScreen(ctx, patientId),
    viewCheckIn(ctx),
    consentOf(ctx, { patientId }),
    viewInstalments(ctx, { patientId }),
  ]);
  const care = await careLanguage(ctx);
  const openParts = instalments.filter(({ status }) => status === "due" || status === "failed");
  const page = `/${slug}/plan/${planToken(ctx, line.planId)}`;
  const [zone, locale] = [plan.timeZone, clinic.locale];
  const live = isRunning(plan);
  const today = dateIn(ctx.now, zone);
  const coming = plan.visits.filter((visit) => visit.start && visit.start > ctx.now && visit.state !== "missed");
  const next = coming[0];
  const stop =
    plan.suspended && standing && (standing.tier === "A" || standing.tier === "B")
      ? stopText(standing.tier, careLinesOf(clinic.region))
      : null;
  const trackOf = (trackId: string) => plan.tracks.find((track) => track.trackId === trackId);
  const inForce = tasks.filter(({ endedAt }) => !endedAt);
  return (
    <div className="flex flex-col gap-10">
      <PageHead
        title={t("Your pages")}
        lead={
          plan.status === "offered"
            ? t("A plan is ready for you to look at.")
            : next?.start
              ? t(
                  next.practitionerName
                    ? `Next: ${sayMoment(next.start, zone, locale)} with ${next.practitionerName}.`
                    : `Next: ${sayMoment(next.start, zone, locale)}.`,
                )
              : live
                ? t("No visit is booked just now.")
                : t("Your plan is not running any more.")
        }
      />
      {done && !stop ? <Notice tone="success" title={t(done[1])} live /> : null}
      {stop ? (
        <Notice
          tone="stop"
          title={<span lang={care}>{sayCare(care, stop.title)}</span>}
          live
          action={
            stop.emergency ? (
              <LinkButton href={`tel:${stop.emergency}`} icon="phone">
                {t(`Call ${stop.emergency}`)}
              </LinkButton>
            ) : undefined
          }
        >
          <p lang={care}>{sayCare(care, stop.body)}</p>
          <p>
            {t(
              "Your plan rests until a clinician has looked at your answers. We will call you; nothing is charged meanwhile.",
            )}
          </p>
          <p lang={care}>{sayCare(care, stop.notice)}</p>
        </Notice>
      ) : null}
      {plan.status === "offered" ? <LinkButton href={page}>{t("Look at your plan")}</LinkButton> : null}
      {live && !plan.suspended ? (
        <TroubleNotice t={t} trouble={plan.trouble} reader="patient" href={`${page}/replan`} />
      ) : null}
      {live && asked ? (
        <Section
          title={
            asked.kind === "before"
              ? t("Two minutes before your visit")
              : asked.kind === "after"
                ? t("How was your visit?")
                : t("Has something changed?")
          }
          id="check-in"
          hint={t("Your answers are there when your practitioner prepares. Warning signs are looked at first.")}
        >
          <LinkButton href={`/${slug}/me/check-in`} variant={asked.kind === "between" ? "secondary" : "primary"}>
            {t("Check in")}
          </LinkButton>
        </Section>
      ) : null}
      {live ? (
        <Section
          title={t("Why your visits spread out")}
          id="why"
          hint={t(
            "At first they are close together, so that each builds on the one before. As you get better, you need us less: the gaps grow, and what you do at home carries you. You decide each step together.",
          )}
        >
          <PlanSteps
            t={t}
            tracks={plan.tracks.map((track) => ({
              id: track.trackId,
              name: t(track.disciplineName),
              steps: phaseSteps(
                track,
                plan.visits.filter(({ trackId }) => trackId === track.trackId),
              ),
            }))}
          />
        </Section>
      ) : null}
      {live ? (
        <Section
          title={t("Your visits")}
          id="visits"
          hint={t(`All times are ${sayZone(zone, locale)}. Press one to move it.`)}
        >
          <OwnVisits
            t={t}
            visits={plan.visits.map((visit) => ({
              id: visit.visitId,
              letter: trackOf(visit.trackId)?.letter ?? "",
              hue: trackOf(visit.trackId)?.hue ?? 1,
              when: visit.start
                ? `${sayShortDay(visit.start, zone, locale)}, ${sayTime(visit.start, zone, locale)}`
                : t(`No time yet, around ${sayShortDate(visit.onDate, locale)}`),
              window: t(`Window ${sayShortDate(visit.windowFrom, locale)} to ${sayShortDate(visit.windowTo, locale)}`),
              state: visit.state,
              standing: windowStanding(visit),
              reviewFirst: visit.reviewFirst,
              href:
                visit.start && visit.start > ctx.now && visit.state !== "missed" && !plan.suspended
                  ? `${page}/visit/${visit.visitId}`
                  : undefined,
            }))}
          />
          <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
            {plan.suspended ? null : <Anchor href={`${page}/replan`}>{t("Plan the rest again")}</Anchor>}
            <Anchor href={`${page}#away`}>{t("Away for some days?")}</Anchor>
            <Anchor href={`/${slug}/calendar/${calendarKey(ctx, patientId)}`}>
              {t("All visits in your calendar")}
            </Anchor>
            <Anchor href={page}>{t("The whole plan")}</Anchor>
          </p>
        </Section>
      ) : null}
      {live ? (
        <Section
          title={t("A flare?")}
          id="flare"
          hint={t(
            "A worse spell of some days is no failure, and it helps us to know. Your plan keeps its phase, and one extra visit may be offered.",
          )}
        >
          <ActForm action={flareAction.bind(null, slug)}>
            <TextField
              label={t("Began on")}
              name="onDate"
              type="date"
              max={today}
              defaultValue={today}
              width="medium"
            />
            <SelectField
              label={t("What may have set it off")}
              name="trigger"
              defaultValue="unknown"
              width="medium"
              options={optionsOf(tellAll(t, triggerWords))}
            />
            <SubmitButton variant="secondary" pendingLabel={t("Keeping…")}>
              {t("Tell us of a flare")}
            </SubmitButton>
          </ActForm>
        </Section>
      ) : null}
      {live ? (
        <Section title={t("Your diary")} id="diary" hint={t("Headaches, tablets and sleep, day by day.")}>
          <LinkButton href={`/${slug}/me/diary`} variant="secondary">
            {t("Open the diary")}
          </LinkButton>
        </Section>
      ) : null}
      {live && !proved ? (
        <Section
          title={t("How you are doing")}
          id="progress"
          hint={t("Your scores are part of your record, so we make sure that it is you.")}
        >
          <Anchor href={`/${slug}/me/proof`}>{t("Show that it is you")}</Anchor>
        </Section>
      ) : null}
      {outcomes.length ? (
        <Section title={t("How you are doing")} id="progress" hint={t("Upwards is better.")}>
          <div className="flex flex-col gap-8">
            {outcomes.map((one) => (
              <ProgressPicture
                key={one.instrument}
                line={{ ...one, id: one.instrument, name: t(one.name) }}
                t={t}
                locale={locale}
              />
            ))}
          </div>
        </Section>
      ) : null}
      {inForce.length ? (
        <Section
          title={t("At home")}
          id="home"
          hint={t("Between your visits. Stop, and tell us, if something makes it worse.")}
        >
          <HomeTaskList
            label={t("Tasks for home")}
            tasks={inForce.map(({ taskId, title, how, often }) => ({
              id: taskId,
              title,
              how,
              often,
              since: t(`${week.get(taskId)?.days ?? 0} of the last 7 days`),
              aside: week.get(taskId)?.today ? (
                <span className="text-good">{t("Done today")}</span>
              ) : (
                <ActForm action={doneTodayAction.bind(null, slug, taskId)}>
                  <SubmitButton variant="secondary" size="small" pendingLabel={t("Keeping…")}>
                    {t("Done today")}
                    <span className="sr-only">{`: ${title}`}</span>
                  </SubmitButton>
                </ActForm>
              ),
            }))}
          />
        </Section>
      ) : null}
      <Section title={t("What you agreed to")} id="consent">
        {consent.text ? (
          <p className="mb-2">
            {consent.signed
              ? t(
                  `${consent.text.title}, signed by ${consent.signed.name}${consent.signed.forThem ? ", for them," : ""} on ${sayDate(dateIn(consent.signed.at, zone), locale)}.`,
                )
              : t(`${consent.text.title} waits for your signature.`)}
          </p>
        ) : null}
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          {consent.text && !consent.signed ? <Anchor href={`${page}#consent`}>{t("Read and sign")}</Anchor> : null}
          {agreed}
        </p>
      </Section>
      <Section
        title={t("Your payments")}
        id="money"
        hint={t("What is to pay, packages, and receipts for your insurer.")}
      >
        {openParts.length ? (
          <RuleList label={t("Instalments to come")}>
            {openParts.map((one) => (
              <RuleItem
                key={one.instalmentId}
                href={`${page}/money#instalments`}
                title={<span className="figures">{sayDate(one.dueOn, locale)}</span>}
                detail={instalmentWords(one, (date) => sayDate(date, locale), null, t)}
                aside={formatMoney(one.amountMinor, one.currency, locale)}
              />
            ))}
          </RuleList>
        ) : null}
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <Anchor href={`${page}/money`} className="link">
            {t("Payments and receipts")}
          </Anchor>
          {membership}
        </p>
      </Section>
      <PeopleYouLookAfter t={t} ctx={ctx} clinic={clinic} patientId={patientId} />
      {record}
    </div>
  );
}
