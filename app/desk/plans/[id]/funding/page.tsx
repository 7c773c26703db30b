// Asking the payer of a plan for more visits: the letter as it is drafted, sent and answered. Prints as the letter alone.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { FundingLines, FundingNotice } from "@/components/plans/funding-lines";
import { LetterAnswerForm, LetterForm } from "@/components/plans/funding-letter-forms";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { listFundingRequests, type FundingRequestView } from "@/lib/plans/funding-requests";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { viewPlan } from "@/lib/plans/view-plan";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { askedFor, seen } from "../../../door";
import { answerLetterAction, draftLetterAction, saveLetterAction } from "./actions";

export const metadata: Metadata = { title: "More visits" };

export default async function FundingPage({ params, searchParams }: PageProps<"/desk/plans/[id]/funding">) {
  const { id } = await params;
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage(`/desk/plans/${id}/funding`, "build_plan");
  const requests = await seen(() => listFundingRequests(ctx, { planId: id }));
  const plan = await seen(() => viewPlan(ctx, { planId: id }));
  const funding = await fundingOfPatient(ctx, { patientId: plan.patientId, planId: id });
  const today = dateIn(ctx.now, plan.timeZone);
  const day = (at: Date) => sayShortDateOfYear(dateIn(at, plan.timeZone), clinic.locale);
  const standing = (one: FundingRequestView) =>
    [
      `Drafted ${day(one.draftedAt)}`,
      one.sentAt ? `signed by ${one.signedName ?? ""} and sent ${day(one.sentAt)}` : null,
      one.answeredAt ? `${one.status} ${day(one.answeredAt)}` : null,
      one.answer || null,
    ]
      .filter(Boolean)
      .join(", ");
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/plans/${id}`, label: `Plan for ${plan.patientName}` }}
        title="Ask for more visits"
        actions={<PrintButton />}
      />
      {askedFor(asked, "done") === undefined ? null : <Notice tone="success" live title="Kept." />}
      <div className="no-print flex flex-col gap-6">
        <FundingNotice lines={funding} currency={plan.currency} locale={clinic.locale} />
        {funding.length ? (
          <Section title="What the payer still pays" id="left">
            <FundingLines lines={funding} currency={plan.currency} locale={clinic.locale} />
          </Section>
        ) : (
          <EmptyState title="No payer counts visits of this plan">
            Letters are for visits that ICBC, MSP or a plan with a maximum pays.
          </EmptyState>
        )}
        {funding.length ? (
          <ActForm action={draftLetterAction.bind(null, id)} className="flex flex-wrap items-end gap-4">
            <SelectField
              label="Discipline"
              name="discipline"
              options={plan.tracks.map((track) => ({ value: track.disciplineCode, label: track.disciplineName }))}
            />
            <SubmitButton variant="secondary" pendingLabel="Drafting…">
              Draft a letter
            </SubmitButton>
          </ActForm>
        ) : null}
      </div>
      {requests.map((one) => (
        <Section
          key={`${one.requestId}${one.status}`}
          title={`${one.visits} visits of ${one.disciplineName.toLowerCase()} until ${sayShortDateOfYear(one.untilOn, clinic.locale)}`}
          id={`letter-${one.requestId}`}
          hint={<span className="no-print">{standing(one)}</span>}
        >
          {one.status === "drafted" ? (
            <LetterForm letter={one} action={saveLetterAction.bind(null, id, one.requestId)} />
          ) : (
            <div className="flex flex-col gap-5">
              <div className="measure whitespace-pre-line">{one.body}</div>
              {one.sentAt ? <p>{`Signed: ${one.signedName ?? ""}, ${day(one.sentAt)}`}</p> : null}
              {one.status === "sent" ? (
                <LetterAnswerForm letter={one} from={today} action={answerLetterAction.bind(null, id, one.requestId)} />
              ) : null}
            </div>
          )}
        </Section>
      ))}
    </Stack>
  );
}
