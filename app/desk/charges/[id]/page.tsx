// One charge: what it is, what paid it, taking something off it, and its receipts.
import type { Metadata } from "next";
import { methodWord, payerWord, chargeNote } from "@/components/desk/fact-words";
import { ActForm } from "@/components/desk/act-form";
import { coverName } from "@/components/payments/cover-words";
import { cardWords } from "@/components/payments/card-words";
import { GiveBackForm } from "@/components/payments/give-back-form";
import { Anchor } from "@/components/ui/anchor";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatMoney } from "@/lib/money/money";
import { cardOfPatient } from "@/lib/payments/keep-card";
import { viewCharge } from "@/lib/payments/view-charge";
import { listCoverages } from "@/lib/plans/coverages";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayDate, sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { askForPasskeyAction } from "../../../sign-in/actions";
import { askedFor, seen } from "../../door";
import { askCoverAction, chargeCardAction, reduceChargeAction } from "../../money-actions";
import { amountText } from "../../typed";

export const metadata: Metadata = { title: "Charge" };

export default async function ChargePage({ params, searchParams }: PageProps<"/desk/charges/[id]">) {
  const { id } = await params;
  const asked = await searchParams;
  const off = askedFor(asked, "off") !== undefined;
  const { ctx, clinic, actor } = await staffPage(`/desk/charges/${id}`, "take_payment");
  const charge = await seen(() => viewCharge(ctx, { chargeId: id }));
  const card =
    charge.payer === "self" && charge.openMinor > 0
      ? await cardOfPatient(ctx, { patientId: charge.patient.patientId })
      : null;
  const own = charge.payer === "self";
  const covers =
    own && charge.kind === "visit" && charge.openMinor > 0
      ? await listCoverages(ctx, { patientId: charge.patient.patientId })
      : [];
  const say = (minor: number) => formatMoney(minor, charge.currency, clinic.locale);
  const day = (at: Date) => sayShortDateOfYear(dateIn(at, clinic.timeZone), clinic.locale);
  // What a payer has paid already stays.
  const mostMinor = own ? charge.totalMinor : charge.openMinor;
  const kind = chargeNote[charge.kind] ?? "visit";
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/patients/${charge.patient.patientId}`, label: charge.patient.name }}
        title={`Charge of ${sayDate(charge.serviceOn, clinic.locale)}`}
        lead={`For a ${kind}, to ${payerWord[charge.payer] ?? charge.payer}`}
      />
      {askedFor(asked, "charged") === undefined ? null : (
        <Notice tone="success" live title="Charged to the card on file." />
      )}
      {askedFor(asked, "asked") === undefined ? null : (
        <Notice
          tone="success"
          live
          title="The plan is asked for its share."
          action={<Anchor href="/desk/claims">To the claims</Anchor>}
        />
      )}
      {off ? <Notice tone="success" live title="Taken off." /> : null}
      <div className="grid max-w-3xl grid-cols-3 gap-4">
        <Stat
          value={say(charge.totalMinor)}
          label="to pay"
          detail={charge.chargedMinor === charge.totalMinor ? undefined : `${say(charge.chargedMinor)} at first`}
        />
        <Stat value={say(charge.paidMinor)} label="paid" />
        <Stat value={say(charge.openMinor)} label="open" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-2">
        <Stack>
          {card ? (
            <Section title="Card on file" id="card" hint={cardWords(card)}>
              <ActForm action={chargeCardAction.bind(null, id)}>
                <div>
                  <SubmitButton pendingLabel="Asking the card…">Charge {say(charge.openMinor)} to it</SubmitButton>
                </div>
              </ActForm>
            </Section>
          ) : null}
          {covers.length ? (
            <Section
              title="Ask a plan of the patient’s own"
              id="ask"
              hint="It is asked for its share of what is open; the rest stays the patient’s."
            >
              <ActForm action={askCoverAction.bind(null, id)}>
                <SelectField
                  label="Plan"
                  name="coverageId"
                  options={covers.map((one) => ({ value: one.coverageId, label: coverName(one) }))}
                />
                <div>
                  <SubmitButton variant="secondary" pendingLabel="Keeping…">
                    Ask it
                  </SubmitButton>
                </div>
              </ActForm>
            </Section>
          ) : null}
          <Section title="Paid from" id="paid-from">
            {charge.paidFrom.length ? (
              <RuleList label="Payments that cover it">
                {charge.paidFrom.map((one) => (
                  <RuleItem
                    key={one.paymentId}
                    title={<span className="figures">{day(one.receivedAt)}</span>}
                    detail={methodWord[one.method] ?? one.method}
                    aside={say(one.amountMinor)}
                  />
                ))}
              </RuleList>
            ) : (
              <p className="text-soft">Nothing is paid yet.</p>
            )}
          </Section>
          {charge.takenOff.length ? (
            <Section title="Taken off" id="taken-off">
              <RuleList label="What was taken off">
                {charge.takenOff.map((one) => (
                  <RuleItem
                    key={one.id}
                    title={<span className="figures">{day(one.at)}</span>}
                    detail={one.reason}
                    aside={`−${say(one.amountMinor)}`}
                  />
                ))}
              </RuleList>
            </Section>
          ) : null}
          <Section title="Receipts" id="receipts">
            {charge.receipts.length ? (
              <RuleList label="Receipts of this charge">
                {charge.receipts.toReversed().map((one, index) => (
                  <RuleItem
                    key={one.receiptId}
                    href={`/desk/receipts/${one.receiptId}?copy=1`}
                    title={<span className="figures">{`No. ${one.number}, ${day(one.issuedAt)}`}</span>}
                    detail={
                      [index > 0 ? "Void" : null, one.replaceReason ? `Issued anew: ${one.replaceReason}` : null]
                        .filter(Boolean)
                        .join(". ") || undefined
                    }
                  />
                ))}
              </RuleList>
            ) : (
              <p className="text-soft">None yet.</p>
            )}
          </Section>
        </Stack>
        {mayDo(actor, "refund_payment") ? (
          <Section
            title="Take something off"
            id="reduce"
            hint="A fee that is waived, or a visit that was not as it should be. The charge and its history stay to be seen."
          >
            {mostMinor > 0 ? (
              <GiveBackForm
                action={reduceChargeAction.bind(null, id)}
                askPasskey={askForPasskeyAction}
                idempotencyKey={`${id}-${charge.takenOff.length}-${actor.memberId}`}
                amount={amountText(mostMinor)}
                currency={charge.currency}
                charge={{ paid: own && charge.paidMinor > 0 }}
                byHand={own && charge.paidFrom.some((one) => one.method !== "stripe" && one.method !== "gift_card")}
                label="Take it off"
              />
            ) : (
              <p className="text-soft">Nothing of it is left.</p>
            )}
          </Section>
        ) : null}
      </div>
    </Stack>
  );
}
