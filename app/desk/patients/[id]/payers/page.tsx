// In which order payers are asked for this patient's visits, and who else pays.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { payerWord } from "@/components/desk/fact-words";
import { capital } from "@/components/desk/plan-words";
import { CoverForm } from "@/components/payments/cover-form";
import { PayerReferralForm } from "@/components/payments/payer-referral-form";
import { coverName, limitWords } from "@/components/payments/cover-words";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { loadPatient } from "@/lib/patients/load-patient";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { listCoverages } from "@/lib/plans/coverages";
import { listPayerReferrals } from "@/lib/plans/payer-referrals";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { askedFor, seen } from "../../../door";
import {
  askSoonerAction,
  endCoverageAction,
  endReferralAction,
  enterCoverageAction,
  enterReferralAction,
} from "./actions";

export const metadata: Metadata = { title: "Who pays" };

export default async function PayersPage({ params, searchParams }: PageProps<"/desk/patients/[id]/payers">) {
  const { id } = await params;
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage(`/desk/patients/${id}/payers`, "take_payment");
  const patient = await seen(() => loadPatient(ctx, { patientId: id }));
  const [covers, referrals, { disciplines }] = await Promise.all([
    listCoverages(ctx, { patientId: id }),
    listPayerReferrals(ctx, { patientId: id }),
    loadCatalogue(ctx),
  ]);
  const day = (date: string) => sayShortDateOfYear(date, clinic.locale);
  const first = [
    ...new Set(patient.episodes.filter((one) => !one.endedOn && one.payer !== "self").map((one) => one.payer)),
  ];
  const place = (at: number) => `${at + 1}.`;
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/patients/${id}`, label: patient.name }}
        title="Who pays"
        lead="Each is asked for what the ones before it leave. What nobody takes is the patient’s."
      />
      {askedFor(asked, "done") === undefined ? null : <Notice tone="success" live title="Kept." />}
      <Section
        title="In this order"
        id="order"
        hint="ICBC and WorkSafeBC pay for what happened, and are asked first; a plan of the patient’s own is asked after them."
      >
        <RuleList label="Payers in the order in which they are asked">
          {first.map((payer, at) => (
            <RuleItem
              key={payer}
              lead={place(at)}
              title={capital(payerWord[payer] ?? payer)}
              detail="From the episode of care: its claim number and its day stand there."
            />
          ))}
          {covers.map((cover, at) => (
            <RuleItem
              key={cover.coverageId}
              lead={place(first.length + at)}
              title={coverName(cover)}
              detail={[
                cover.policyNumber ? `Policy ${cover.policyNumber}` : null,
                cover.planLimits ? limitWords(cover.planLimits, clinic.currency, clinic.locale) : null,
                `from ${day(cover.validFrom)}${cover.validUntil ? ` until ${day(cover.validUntil)}` : ""}`,
              ]
                .filter(Boolean)
                .join(", ")}
            >
              <div className="flex flex-wrap gap-3">
                {covers[at - 1]?.payer === cover.payer ? (
                  <ActForm action={askSoonerAction.bind(null, id, cover.coverageId)}>
                    <SubmitButton size="small" variant="secondary" pendingLabel="Keeping…">
                      Ask sooner<span className="sr-only">: {coverName(cover)}</span>
                    </SubmitButton>
                  </ActForm>
                ) : null}
                <ActForm action={endCoverageAction.bind(null, id, cover.coverageId)}>
                  <SubmitButton size="small" variant="secondary" pendingLabel="Keeping…">
                    No longer used<span className="sr-only">: {coverName(cover)}</span>
                  </SubmitButton>
                </ActForm>
              </div>
            </RuleItem>
          ))}
          <RuleItem lead={place(first.length + covers.length)} title="The patient" />
        </RuleList>
      </Section>
      <Section title="Add one" id="add">
        <CoverForm
          action={enterCoverageAction.bind(null, id)}
          currency={clinic.currency}
          today={dateIn(ctx.now, clinic.timeZone)}
        />
      </Section>
      <Section
        title="Referral"
        id="referral"
        hint="Where a payer asks for a doctor’s. It stands on receipts of the visits it holds for."
      >
        <Stack>
          {referrals.length ? (
            <RuleList label="Referrals">
              {referrals.map((one) => (
                <RuleItem
                  key={one.referralId}
                  title={one.referredBy}
                  detail={[
                    one.referrerNumber ? `Number ${one.referrerNumber}` : null,
                    one.disciplineName ?? "whatever the patient comes for",
                    `written on ${day(one.writtenOn)}${one.validUntil ? `, good until ${day(one.validUntil)}` : ""}`,
                  ]
                    .filter(Boolean)
                    .join(", ")}
                >
                  <ActForm action={endReferralAction.bind(null, id, one.referralId)}>
                    <SubmitButton size="small" variant="secondary" pendingLabel="Keeping…">
                      Take it off<span className="sr-only">: {one.referredBy}</span>
                    </SubmitButton>
                  </ActForm>
                </RuleItem>
              ))}
            </RuleList>
          ) : null}
          <Fold label="Enter a referral">
            <PayerReferralForm
              action={enterReferralAction.bind(null, id)}
              today={dateIn(ctx.now, clinic.timeZone)}
              disciplines={disciplines.map((one) => ({ value: one.id, label: one.name }))}
            />
          </Fold>
        </Stack>
      </Section>
    </Stack>
  );
}
