// What payers owe: to be sent, waiting for an answer, and to be put right.
import type { Metadata } from "next";
import Form from "next/form";
import { AnswerForms, PassOnForm } from "@/components/payments/claim-forms";
import { ActForm } from "@/components/desk/act-form";
import { payerWord } from "@/components/desk/fact-words";
import { SendingSelect } from "@/components/desk/sending-select";
import { Anchor } from "@/components/ui/anchor";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { newId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { claimPayers, viewClaims, type Claim } from "@/lib/payments/claims";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { address, askedFor } from "../door";
import { amountText } from "../typed";
import { enterRemittanceAction, passClaimOnAction, rejectClaimAction, sendClaimsAction } from "./actions";

export const metadata: Metadata = { title: "Claims" };

export default async function ClaimsPage({ searchParams }: PageProps<"/desk/claims">) {
  const asked = await searchParams;
  const { ctx, clinic } = await staffPage("/desk/claims", "take_payment");
  const payer = claimPayers.find((one) => one === askedFor(asked, "payer"));
  const after = askedFor(asked, "after");
  const { claims, owedMinor, next } = await viewClaims(ctx, { payer, after });
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const of = (...states: Claim["state"][]) => claims.filter((one) => states.includes(one.state));
  const sum = (some: Claim[]) => say(some.reduce((total, one) => total + one.openMinor, 0));
  const day = (date: string) => sayShortDateOfYear(date, clinic.locale);
  const detail = (one: Claim) =>
    [
      one.insurer || (payerWord[one.payer] ?? one.payer),
      one.claimNumber
        ? `${one.insurer ? "policy" : "claim"} ${one.claimNumber}`
        : `no ${one.insurer ? "policy" : "claim"} number`,
      one.service,
      one.practitioner,
    ].join(", ");
  const nextOf = (one: Claim) => (one.next ? `${one.next}, then the patient` : "the patient");
  const toSend = of("to_send");
  const wrong = of("rejected", "short");
  const waiting = of("waiting");
  const left = askedFor(asked, "left")?.split(".") ?? [];
  const leftWaiting = waiting.filter((one) => left.includes(one.chargeId));
  const choices = (some: Claim[]) =>
    some.map((one) => ({
      value: one.chargeId,
      label: `${day(one.serviceOn)}, ${one.patientName}`,
      hint: [detail(one), one.reason ? `“${one.reason}”` : one.state === "short" ? "Paid in part" : null]
        .filter(Boolean)
        .join(". "),
      aside: say(one.openMinor),
    }));
  return (
    <Stack>
      <PageHead
        title="Claims"
        lead={owedMinor ? `${say(owedMinor)} is owed by insurers and public payers.` : undefined}
      />
      {askedFor(asked, "done") === undefined ? null : <Notice tone="success" live title="Kept." />}
      {left.length ? (
        <Notice tone="warning" title="Some were left as they were. The others are sent.">
          {leftWaiting.length
            ? `Waiting for an answer already: ${leftWaiting.map((one) => `${one.patientName}, ${day(one.serviceOn)}`).join("; ")}. `
            : null}
          {left.length > leftWaiting.length ? "What is not in the lists below is no longer owed by a payer." : null}
        </Notice>
      ) : null}
      <Form action="/desk/claims" className="flex flex-wrap items-end gap-4">
        <SendingSelect
          label="Payer"
          name="payer"
          defaultValue={payer ?? ""}
          options={[
            { value: "", label: "All payers" },
            ...claimPayers.map((one) => ({ value: one, label: payerWord[one] ?? one })),
          ]}
        />
        <noscript>
          <Button type="submit" variant="secondary">
            Show
          </Button>
        </noscript>
      </Form>
      {owedMinor === 0 ? (
        <EmptyState title="Nothing is owed by payers">
          Each visit that a payer shares will stand here until it is paid.
        </EmptyState>
      ) : (
        <p>
          <Anchor href={address("/api/desk/claims", payer ? { payer } : {})} className="link" download>
            Save them as a table
          </Anchor>
        </p>
      )}
      {toSend.length ? (
        <Section title={`To send: ${sum(toSend)}`} id="to-send">
          <ActForm action={sendClaimsAction}>
            <ChoiceGroup legend="Claims to send" name="charge" id="send" type="checkbox" options={choices(toSend)} />
            <div>
              <SubmitButton pendingLabel="Keeping…">Mark as sent</SubmitButton>
            </div>
          </ActForm>
          {toSend.length > 1 ? (
            <ActForm action={sendClaimsAction} className="mt-3">
              {toSend.map((one) => (
                <input key={one.chargeId} type="hidden" name="charge" value={one.chargeId} />
              ))}
              <SubmitButton variant="secondary" pendingLabel="Keeping…">
                Mark all {toSend.length} as sent
              </SubmitButton>
            </ActForm>
          ) : null}
        </Section>
      ) : null}
      {wrong.length ? (
        <Section
          title={`To put right: ${sum(wrong)}`}
          id="wrong"
          hint="Refused, or paid in part. Send it again, ask the next payer, or take the rest off on the charge’s own page."
        >
          <ActForm action={sendClaimsAction}>
            <ChoiceGroup
              legend="Claims to send again"
              name="charge"
              id="again"
              type="checkbox"
              options={choices(wrong)}
            />
            <div>
              <SubmitButton variant="secondary" pendingLabel="Keeping…">
                Mark as sent again
              </SubmitButton>
            </div>
          </ActForm>
          <div className="mt-5">
            <RuleList label="Or ask the next payer">
              {wrong.map((one) => (
                <RuleItem
                  key={one.chargeId}
                  title={
                    <Anchor href={`/desk/charges/${one.chargeId}`} className="link figures">
                      {`${day(one.serviceOn)}, ${one.patientName}`}
                    </Anchor>
                  }
                  aside={say(one.openMinor)}
                >
                  {one.payer === "worksafebc" && one.state === "short" ? (
                    <p className="text-soft">WorkSafeBC allows no user fee: the rest is sent again or taken off.</p>
                  ) : (
                    <PassOnForm
                      of={`${one.patientName}, ${day(one.serviceOn)}`}
                      id={one.chargeId}
                      next={nextOf(one)}
                      action={passClaimOnAction.bind(null, one.chargeId)}
                    />
                  )}
                </RuleItem>
              ))}
            </RuleList>
          </div>
        </Section>
      ) : null}
      {waiting.length ? (
        <Section title={`Waiting for an answer: ${sum(waiting)}`} id="waiting">
          <RuleList label="Waiting for an answer">
            {waiting.map((one) => (
              <RuleItem
                key={one.chargeId}
                title={
                  <Anchor href={`/desk/charges/${one.chargeId}`} className="link figures">
                    {`${day(one.serviceOn)}, ${one.patientName}`}
                  </Anchor>
                }
                detail={`${detail(one)}. Sent ${day(dateIn(one.sentAt!, clinic.timeZone))}${one.attempt > 1 ? `, for the ${one.attempt}. time` : ""}`}
                aside={say(one.openMinor)}
              >
                <AnswerForms
                  of={`${one.patientName}, ${day(one.serviceOn)}`}
                  amount={amountText(one.openMinor)}
                  currency={clinic.currency}
                  idempotencyKey={newId()}
                  next={nextOf(one)}
                  nextAfterPart={one.payer !== "worksafebc"}
                  paid={enterRemittanceAction.bind(null, one.chargeId)}
                  rejected={rejectClaimAction.bind(null, one.chargeId)}
                />
              </RuleItem>
            ))}
          </RuleList>
        </Section>
      ) : null}
      {after || next ? (
        <nav aria-label="More claims" className="flex flex-wrap gap-x-6">
          {after ? (
            <Anchor href={address("/desk/claims", { payer })} className="link">
              From the oldest
            </Anchor>
          ) : null}
          {next ? (
            <Anchor href={address("/desk/claims", { payer, after: next })} className="link">
              The next ones
            </Anchor>
          ) : null}
        </nav>
      ) : null}
    </Stack>
  );
}
