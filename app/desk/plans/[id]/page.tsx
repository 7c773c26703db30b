// One plan: on paper with its course placed in the calendar, or running with its visits.
import type { Metadata } from "next";
import { Suspense } from "react";
import { factWords, planStatus, plainWords } from "@/components/desk/plan-words";
import { byWord, payerWord } from "@/components/desk/fact-words";
import { FundingLines, FundingNotice } from "@/components/plans/funding-lines";
import { spanWords } from "@/components/plans/travel-dates";
import { Anchor } from "@/components/ui/anchor";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { formatMoney } from "@/lib/money/money";
import { mayDo } from "@/lib/permissions/permissions";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { viewPlan } from "@/lib/plans/view-plan";
import { changedOf } from "@/lib/plans/wishes";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment, sayShortDay, sayTime } from "@/lib/time/say";
import { askedFor, seen } from "../../door";
import { Draft } from "./draft";
import { Running } from "./running";

export const metadata: Metadata = { title: "Plan" };

/** What was just done, by the name in the address. */
const doneWords: Record<string, string> = {
  moved: "The visit is booked at its new time.",
  replanned: "Done. The visits stand as they were shown, and the patient gets all dates.",
  away: "These days stay free. No visit lies in them.",
  back: "These days are open for visits again.",
  paused: "The plan is paused. No visit lies in the pause.",
  measured: "The scores are kept.",
  flared: "The flare is kept. What it means for the plan stands under Reassessment.",
  unflared: "The flare is taken back.",
  decided: "The decision is kept with the plan.",
  ending: "The decision is kept with the plan. Stop the plan below when nothing more is to come.",
};

export default async function PlanPage({ params, searchParams }: PageProps<"/desk/plans/[id]">) {
  const { id } = await params;
  const asked = await searchParams;
  const door = await staffPage(`/desk/plans/${id}`, "see_patient");
  const { ctx, clinic } = door;
  const plan = await seen(() => viewPlan(ctx, { planId: id }));
  const funding = await fundingOfPatient(ctx, { patientId: plan.patientId, planId: id });
  const sign = planStatus[plan.status];
  const onPaper = plan.status === "draft" || plan.status === "offered";
  const has = (name: string) => askedFor(asked, name) !== undefined;
  const done = Object.keys(doneWords).find(has);
  const minorOf = (name: string) => Math.max(0, Math.round(Number(askedFor(asked, name) ?? 0)) || 0);
  const say = (minor: number) => formatMoney(minor, plan.currency, clinic.locale);
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/patients/${plan.patientId}`, label: plan.patientName }}
        {...(plan.status === "draft" ? { steps: { current: 3, total: 3, label: "phases and calendar" } } : {})}
        over={
          <span className="inline-flex flex-wrap items-center gap-x-4">
            {sign ? (
              <Status icon={sign.icon} tone={sign.tone}>
                {sign.word}
              </Status>
            ) : null}
            <span>{`${plan.templateCode} ${plan.templateName}`}</span>
          </span>
        }
        title={`Plan for ${plan.patientName}`}
        lead={`${plan.condition === null ? "" : `${plan.condition}. `}${payerWord[plan.payer] === "the patient" ? "The patient pays" : `${payerWord[plan.payer] ?? plan.payer} pays`}. Led by ${plan.leadPractitionerName}.`}
      />
      {has("offered") ? (
        <Notice tone="success" live title="Offered. The link is on its way to the patient.">
          {plan.offerExpiresAt
            ? `It stays open until ${sayMoment(plan.offerExpiresAt, plan.timeZone, clinic.locale)}.`
            : null}
        </Notice>
      ) : null}
      {has("changed") ? (
        <Notice tone="warning" live title="Some times went while you were looking. Nothing is booked yet.">
          The visits that changed are marked; the others stayed as they were. All are kept for ten minutes: go through
          them and accept again.
        </Notice>
      ) : null}
      {has("accepted") && plan.status === "active" ? (
        <Notice tone="success" live title="Accepted. All visits are booked." />
      ) : null}
      {done ? <Notice tone="success" live title={doneWords[done]} /> : null}
      {has("stopped") ? (
        <Notice tone="success" live title={`The plan is stopped; ${minorOf("stopped")} visits are cancelled.`}>
          {[
            minorOf("refund") > 0 ? `${say(minorOf("refund"))} goes back to the card.` : "",
            minorOf("fee") > 0 ? `${say(minorOf("fee"))} is charged for visits cancelled too late.` : "",
          ]
            .filter(Boolean)
            .join(" ")}
        </Notice>
      ) : null}
      {plan.suspended ? (
        <Notice
          tone="stop"
          title="This plan rests until a clinician has looked at the health answers."
          action={
            <Anchor className="link" href={`/desk/patients/${plan.patientId}`}>
              Go to the patient’s page
            </Anchor>
          }
        />
      ) : null}
      {!plan.chartOpen && mayDo(door.actor, "build_plan") ? (
        <Notice
          title="You are not one of the people who treat this patient."
          action={
            <Anchor className="link" href={`/desk/patients/${plan.patientId}`}>
              Open the chart for a reason
            </Anchor>
          }
        >
          Then you see why the plan is as it is, and may change it.
        </Notice>
      ) : null}
      <FundingNotice lines={funding} currency={plan.currency} locale={clinic.locale} />
      {funding.length ? (
        <Section title="What the payer still pays" id="funding">
          <FundingLines lines={funding} currency={plan.currency} locale={clinic.locale} />
          {plan.chartOpen && mayDo(door.actor, "build_plan") ? (
            <p className="mt-3">
              <Anchor className="link" href={`/desk/plans/${id}/funding`}>
                Ask for more visits
              </Anchor>
            </p>
          ) : null}
        </Section>
      ) : null}
      <Suspense fallback={<Skeleton label="Placing the visits in the calendar" />}>
        {onPaper ? (
          <Draft door={door} plan={plan} due={Number(askedFor(asked, "due") ?? 0)} changed={changedOf(asked)} />
        ) : (
          <Running door={door} plan={plan} measured={has("measured")} ending={has("ending")} />
        )}
      </Suspense>
      <Section title="What happened" id="facts">
        <ol className="flex flex-col gap-1 text-sm">
          {plan.facts.map((fact) => (
            <li key={`${fact.fact}${fact.at.toISOString()}`} className="flex flex-wrap gap-x-3">
              <span className="figures text-soft">{`${sayShortDay(fact.at, plan.timeZone, clinic.locale)}, ${sayTime(fact.at, plan.timeZone, clinic.locale)}`}</span>
              <span>
                {factWords[fact.fact] ?? plainWords(fact.fact)} by {byWord(fact.by)}
                {fact.fromDate && fact.toDate && fact.fact !== "resumed"
                  ? `, ${spanWords({ from: fact.fromDate, to: fact.toDate }, clinic.locale)}`
                  : ""}
                {fact.reason ? `. ${plainWords(fact.reason)}` : ""}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </Stack>
  );
}
