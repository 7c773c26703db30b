// Everything the desk needs of one patient: how to reach them, visits, plans, health answers, money, and the chart for clinicians.
import type { Metadata } from "next";
import { ChartTimeline } from "@/components/charting/chart-timeline";
import { ReasonForm } from "@/components/charting/reason-form";
import { payerWord, phoneWords } from "@/components/desk/fact-words";
import { Fold } from "@/components/desk/fold";
import { PlanLines } from "@/components/desk/plan-lines";
import { plainWords, tierWord } from "@/components/desk/plan-words";
import { ReleaseForm } from "@/components/desk/release-form";
import { statusSign, type SheetStatus } from "@/components/desk/day-types";
import { DeskRulesForm } from "@/components/patients/desk-rules-form";
import { ConsentForm } from "@/components/patients/consent-form";
import { purposeItems } from "@/components/patients/purpose-items";
import { PurposeList } from "@/components/patients/purpose-list";
import { signedTextName, wordingWords } from "@/components/patients/signed-words";
import { HoldForm } from "@/components/patients/hold-form";
import { FundingNotice } from "@/components/plans/funding-lines";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { SummaryList } from "@/components/ui/summary-list";
import { loadChart } from "@/lib/charting/load-chart";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { standingScreen } from "@/lib/intake/standing-screen";
import { stops } from "@/lib/intake/standing";
import { viewPurposes } from "@/lib/intake/purpose-consent";
import { purposes } from "@/lib/intake/purposes";
import { signedTexts } from "@/lib/intake/signed-texts";
import { consentOf } from "@/lib/intake/treatment-consent";
import { viewHold } from "@/lib/patients/legal-hold";
import { loadPatient } from "@/lib/patients/load-patient";
import { languages, ownNames } from "@/lib/languages/language";
import { mayDo } from "@/lib/permissions/permissions";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { planOfPatient } from "@/lib/plans/list-plans";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayShortDay, sayTime } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { address, askedFor, chartSeen, seen } from "../../door";
import { planStrips } from "../../plan-strips";
import { releaseAction } from "../../screen-actions";
import { deskRulesAction, holdAction, openChartAction } from "../actions";

import { sayConsentAction, signConsentAction } from "../../consent/actions";
import { ChartFiles } from "./chart-files";
import { Guardians } from "./guardians";
import { Keys } from "./keys";
import { HomeAndReferrals } from "./home-and-referrals";
import { MoneyAndPackages } from "./money-and-packages";

export const metadata: Metadata = { title: "Patient" };

export default async function PatientPage({ params, searchParams }: PageProps<"/desk/patients/[id]">) {
  const { id } = await params;
  const asked = await searchParams;
  const paid = askedFor(asked, "paid") !== undefined;
  const given = askedFor(asked, "given") !== undefined;
  const door = await staffPage(`/desk/patients/${id}`, "see_patient");
  const { ctx, clinic, actor } = door;
  const patient = await seen(() => loadPatient(ctx, { patientId: id }));
  const seesChart = mayDo(actor, "see_chart");
  const [standing, plans, opened, hold, catalogue, consent, signed, agreed, funding] = await Promise.all([
    standingScreen(ctx, id),
    planOfPatient(ctx, { patientId: id }),
    seesChart ? chartSeen(() => loadChart(ctx, { patientId: id })) : null,
    mayDo(actor, "hold_record") ? viewHold(ctx, { patientId: id }) : null,
    loadCatalogue(ctx),
    consentOf(ctx, { patientId: id }),
    signedTexts(ctx, { patientId: id }),
    viewPurposes(ctx, { patientId: id }),
    fundingOfPatient(ctx, { patientId: id }),
  ]);
  const { practitioners } = catalogue;
  const refused = agreed
    .filter(({ purpose, given }) => !given && purposes[purpose].unsaid)
    .map(({ purpose }) => purposes[purpose].name.toLowerCase());
  const mustSayWhy = opened === "reason_needed";
  const chart = mustSayWhy ? null : opened;
  const strips = await planStrips(ctx, plans, clinic);
  const when = (at: Date) =>
    `${sayShortDay(at, clinic.timeZone, clinic.locale)}, ${sayTime(at, clinic.timeZone, clinic.locale)}`;
  const year = (at: Date) => dateIn(at, clinic.timeZone).slice(0, 4);
  const coming = patient.visits
    .filter((visit) => visit.start > ctx.now && (visit.status === "booked" || visit.status === "held"))
    .toReversed();
  const cancelled = patient.visits.filter((visit) => visit.status === "cancelled");
  const past = patient.visits.filter((visit) => !coming.includes(visit) && !cancelled.includes(visit));
  const visitRow = (visit: (typeof patient.visits)[number]) => {
    const thisYear = year(visit.start) === year(ctx.now);
    const sign = statusSign[visit.status as SheetStatus];
    return (
      <RuleItem
        key={visit.appointmentId}
        href={`/desk/appointments/${visit.appointmentId}`}
        title={<span className="figures">{`${thisYear ? "" : `${year(visit.start)}, `}${when(visit.start)}`}</span>}
        detail={`${visit.serviceName} with ${visit.practitionerName}`}
        aside={
          <Status icon={sign.icon} tone={sign.tone}>
            {sign.word}
          </Status>
        }
      />
    );
  };
  return (
    <Stack>
      <PageHead
        back={{ href: "/desk/patients", label: "Patients" }}
        title={patient.name}
        lead={patient.birthDate ? `Born ${sayDate(patient.birthDate, clinic.locale)}` : undefined}
        actions={
          <>
            {chart && mayDo(actor, "write_chart") ? (
              <LinkButton href={`/desk/patients/${id}/assess`} variant="secondary" size="small" icon="edit">
                Start an assessment
              </LinkButton>
            ) : null}
            <LinkButton href={address("/desk/book", { patient: id })} size="small" icon="plus">
              New visit
            </LinkButton>
          </>
        }
      />
      {paid ? <Notice tone="success" live title="The payment is recorded." /> : null}
      {given ? <Notice tone="success" live title="It is given back." /> : null}
      {patient.deskRules.alert ? <Notice tone="warning" title={patient.deskRules.alert} /> : null}
      {standing && (stops(standing) || standing.changedAfterStop) && !standing.released ? (
        <Notice
          tone="stop"
          title={
            standing.changedAfterStop
              ? "Health answers were changed after they had stopped a booking."
              : "Health answers stop treatment until a clinician has looked."
          }
          action={
            chart && mayDo(actor, "review_screen") ? (
              <ReleaseForm action={releaseAction.bind(null, standing.screenId)} />
            ) : undefined
          }
        >
          {`Answered ${when(standing.answeredAt)}. ${tierWord[standing.tier] ?? ""}.`}
        </Notice>
      ) : null}
      <FundingNotice lines={funding} currency={clinic.currency} locale={clinic.locale} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <Stack>
          <Section title="Plans" id="plans">
            {plans.length ? (
              <PlanLines lines={strips} label="Plans of this patient" />
            ) : (
              <p className="text-soft">No plan yet. A plan begins with an assessment.</p>
            )}
          </Section>
          <Section title="To come" id="coming">
            {coming.length ? (
              <RuleList label="Visits to come">{coming.map(visitRow)}</RuleList>
            ) : (
              <p className="text-soft">Nothing is booked.</p>
            )}
          </Section>
          {mustSayWhy ? (
            <Section title="Chart" id="chart">
              <ReasonForm action={openChartAction.bind(null, id)} />
            </Section>
          ) : null}
          {chart ? (
            <Section
              title="Chart"
              id="chart"
              hint={chart.openUntil ? `Open to you until ${when(chart.openUntil)}; the owner sees it.` : undefined}
            >
              <ChartTimeline
                entries={[
                  ...chart.notes.map((note) => ({
                    id: note.noteId,
                    at: note.signedAt,
                    title: note.amendsId ? "Amendment" : `Note of ${when(note.appointmentStart)}`,
                    body: note.body,
                    by: note.signedBy,
                  })),
                  ...chart.assessments.map((one) => ({
                    id: one.assessmentId,
                    at: one.assessedAt,
                    title: `Assessment: ${plainWords(one.classification)}, ${one.risk} risk${one.replaced ? " (put right later)" : ""}`,
                    body: `Muscles: ${one.muscles}\nJoints: ${one.joints}\nPosture: ${one.posture}\nMovement: ${one.movement}\nTrigger points: ${plainWords(one.triggerPointRole)}\nKept going by: ${one.maintainingFactors.join(", ")}`,
                    by: one.practitionerName,
                    href: one.replaced ? undefined : `/desk/patients/${id}/choose?assessment=${one.assessmentId}`,
                    hrefLabel: "Make a plan from this",
                  })),
                ]
                  .toSorted((a, b) => b.at.getTime() - a.at.getTime())
                  .map(({ at, ...entry }) => ({ ...entry, when: `${when(at)}, ${year(at)}` }))}
                scores={chart.scores
                  .filter((score) => !score.replaced)
                  .map((score) => ({
                    id: score.scoreId,
                    name: score.instrument.toUpperCase().replaceAll("_", " "),
                    value: score.value,
                    when: when(score.takenAt),
                  }))}
              />
            </Section>
          ) : null}
          {chart ? <ChartFiles door={door} patientId={id} files={chart.attachments} /> : null}
          <Section title="Past visits" id="past">
            {past.length ? (
              <>
                <RuleList label="Past visits">{past.slice(0, 8).map(visitRow)}</RuleList>
                {past.length > 8 ? (
                  <details className="mt-2">
                    <summary className="inline-flex min-h-control items-center text-accent">
                      {past.length - 8} earlier
                    </summary>
                    <RuleList label="Earlier visits">{past.slice(8).map(visitRow)}</RuleList>
                  </details>
                ) : null}
              </>
            ) : (
              <EmptyState title="No visits yet">The first one will stand here.</EmptyState>
            )}
            {cancelled.length ? (
              <details className="mt-2">
                <summary className="inline-flex min-h-control items-center text-accent">
                  {cancelled.length} cancelled or moved
                </summary>
                <RuleList label="Cancelled visits">{cancelled.map(visitRow)}</RuleList>
              </details>
            ) : null}
          </Section>
        </Stack>
        <Stack>
          {mayDo(actor, "book_for_patient") ? (
            <details className="order-last">
              <summary className="inline-flex min-h-control items-center text-accent">
                {patient.deskRules.staffOnly || patient.deskRules.notWith.length
                  ? "Rules for booking this patient"
                  : "Set rules for booking this patient"}
              </summary>
              <DeskRulesForm
                alert={patient.deskRules.alert}
                staffOnly={patient.deskRules.staffOnly}
                notWith={patient.deskRules.notWith}
                language={patient.deskRules.language}
                languages={languages.map((value) => ({ value, label: ownNames[value] }))}
                people={practitioners.map(({ id: one, name }) => ({ id: one, name }))}
                action={deskRulesAction.bind(null, id)}
              />
            </details>
          ) : null}
          <Section title="Reach" id="reach">
            <SummaryList
              items={[
                {
                  term: "Mobile",
                  value: patient.mobile ? <a href={`tel:${patient.mobile}`}>{phoneWords(patient.mobile)}</a> : "None",
                },
                {
                  term: "E-mail",
                  value: patient.email ? <a href={`mailto:${patient.email}`}>{patient.email}</a> : "None",
                },
                ...(patient.guardianName
                  ? [
                      {
                        term: "Looked after by",
                        value: `${patient.guardianName}${patient.guardianRelation ? `, ${patient.guardianRelation}` : ""}`,
                      },
                    ]
                  : []),
                ...(patient.episodes.length
                  ? [
                      {
                        term: "In care for",
                        value: patient.episodes.map((episode) => (
                          <span key={episode.episodeId} className="block">
                            {`${episode.condition ?? "An episode"}, ${payerWord[episode.payer] ?? episode.payer} pays${episode.claimNumber ? `, claim ${episode.claimNumber}` : ""}${episode.endedOn ? ", ended" : ""}`}
                          </span>
                        )),
                      },
                    ]
                  : []),
                {
                  term: "Who pays",
                  value: patient.episodes.some((one) => !one.endedOn && one.payer !== "self")
                    ? "Payers in their order, then the patient"
                    : "The patient, and plans of their own",
                  change: { href: `/desk/patients/${id}/payers`, label: "See" },
                },
              ]}
            />
          </Section>
          <Guardians door={door} patientId={id} />
          <Keys door={door} patientId={id} reset={asked["keys"] === "reset"} />
          {chart && mayDo(actor, "export_patient") ? (
            <Section title="Record" id="record" hint="Everything that is kept about this patient. Each copy is noted.">
              <p className="flex flex-wrap gap-x-6 gap-y-2">
                <Anchor href={`/api/desk/patients/${id}/record?as=page`} download>
                  Save to read
                </Anchor>
                <Anchor href={`/api/desk/patients/${id}/record`} download>
                  Save for another system
                </Anchor>
              </p>
            </Section>
          ) : null}
          {hold ? (
            <Section title="Legal hold" id="hold">
              <HoldForm
                held={hold.held}
                rows={hold.rows.map(
                  ({ act, at, by, reason }) =>
                    `${act === "placed" ? "Placed" : "Lifted"} ${when(at)}, ${year(at)}, by ${by}${reason ? `: ${reason}` : ""}`,
                )}
                action={holdAction.bind(null, id)}
              />
            </Section>
          ) : null}
          {chart && mayDo(actor, "write_chart") ? (
            <HomeAndReferrals door={door} patientId={id} catalogue={catalogue} />
          ) : null}
          <MoneyAndPackages door={door} patientId={id} />
          {consent.text ? (
            <Section title="Consent to treatment" id="consent">
              {consent.signed ? (
                <p>{`Signed by ${consent.signed.name} ${when(consent.signed.at)}, ${year(consent.signed.at)}${consent.signed.how === "online" ? ", online" : ""}${consent.signed.forThem ? ", for the patient" : ""}.`}</p>
              ) : (
                <>
                  <p className="mb-3 text-soft">
                    {consent.before
                      ? `An earlier text was signed ${when(consent.before.at)}; this one is not yet.`
                      : "Not signed yet."}
                  </p>
                  {mayDo(actor, "accept_plan_for_patient") ? (
                    <Fold label="Sign on this screen">
                      <ConsentForm {...consent.text} action={signConsentAction.bind(null, id)} />
                    </Fold>
                  ) : null}
                </>
              )}
            </Section>
          ) : null}
          <Section title="What they agreed to" id="agreed">
            <Fold label={refused.length ? `Taken back: ${refused.join(", ")}` : "Nothing is taken back"}>
              <PurposeList
                items={purposeItems(agreed, clinic, { sign: <p>Have the text above signed.</p> })}
                say={sayConsentAction.bind(null, id)}
              />
            </Fold>
          </Section>
          {signed.length ? (
            <Section title="Texts they signed" id="signed">
              <Fold label={signed.length === 1 ? "One text" : `${signed.length} texts`}>
                <RuleList label="Texts they signed">
                  {signed.map((text) => (
                    <RuleItem
                      key={text.id}
                      title={signedTextName(text.purpose)}
                      detail={
                        <>
                          <span className="figures block">
                            {`${text.name}${text.forThem ? ", for the patient" : ""}, ${when(text.at)}, ${year(text.at)}. Version ${text.version}.`}
                          </span>
                          {text.shown ? <span className="block">{wordingWords(text.shown)}</span> : null}
                        </>
                      }
                    />
                  ))}
                </RuleList>
              </Fold>
            </Section>
          ) : null}
          <Section title="Health answers" id="screens">
            {chart ? (
              chart.screens.length ? (
                <RuleList label="Health answers">
                  {chart.screens.map((screen) => (
                    <RuleItem
                      key={screen.screenId}
                      title={tierWord[screen.tier] ?? screen.tier}
                      detail={
                        <>
                          <span className="figures">{`${when(screen.answeredAt)}, asked ${screen.askedHow === "online" ? "online" : `by ${screen.askedHow}`}`}</span>
                          {screen.shown ? <span className="block">{wordingWords(screen.shown)}</span> : null}
                          {screen.signs.length ? (
                            <span className="block">{screen.signs.map(plainWords).join(", ")}</span>
                          ) : null}
                          {screen.reviewReason ? (
                            <span className="block">{`${screen.released ? "Released" : "Kept"}: ${screen.reviewReason}`}</span>
                          ) : null}
                        </>
                      }
                    />
                  ))}
                </RuleList>
              ) : (
                <p className="text-soft">Never asked.</p>
              )
            ) : (
              <p className="text-soft">
                {standing
                  ? `${tierWord[standing.tier] ?? ""}, answered ${when(standing.answeredAt)}${standing.released ? ", released" : ""}.`
                  : "Never asked."}
              </p>
            )}
          </Section>
          {mayDo(actor, "merge_patients") ? (
            <p>
              <Anchor className="link" href={`/owner/setup/duplicates?a=${id}`}>
                Join with another record of this person
              </Anchor>
            </p>
          ) : null}
        </Stack>
      </div>
    </Stack>
  );
}
