// What the patient owes and has paid, and the packages that they have or could buy.
import { chargeNote, disputeWord, methodWord, payerWord } from "@/components/desk/fact-words";
import { Fold } from "@/components/desk/fold";
import { InstalmentList } from "@/components/payments/instalment-list";
import { EndMembership, MembershipDeed } from "@/components/payments/membership-forms";
import { includesWords, rollWords } from "@/components/payments/membership-words";
import { leftWords, packageName } from "@/components/payments/package-words";
import { PatientMoney } from "@/components/payments/patient-money";
import { SellPackageForm } from "@/components/payments/sell-package-form";
import { TakeInstalmentForm } from "@/components/payments/take-instalment-form";
import { Notice } from "@/components/ui/notice";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { newId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { viewMembership } from "@/lib/payments/memberships";
import { moneyOf } from "@/lib/payments/money-of";
import { viewCardReaders } from "@/lib/payments/card-readers";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { takesGiftCards } from "@/lib/payments/gift-cards";
import { listOffers, listPackages } from "@/lib/payments/packages";
import { viewInstalments } from "@/lib/payments/view-instalments";
import { mayDo } from "@/lib/permissions/permissions";
import type { StaffDoor } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import {
  goOnMembershipAction,
  receiptAction,
  refundAction,
  sellPackageAction,
  stopMembershipAction,
  takeInstalmentAction,
  takePaymentAction,
} from "../../money-actions";
import { amountText } from "../../typed";
import { askForPasskeyAction } from "../../../sign-in/actions";

export async function MoneyAndPackages({ door, patientId: id }: { door: StaffDoor; patientId: string }) {
  const { ctx, clinic, actor } = door;
  const [money, instalments, packages, { membership }, offers, giftCards, cardPage, readers] = await Promise.all([
    moneyOf(ctx, { patientId: id }),
    viewInstalments(ctx, { patientId: id }),
    listPackages(ctx, { patientId: id }),
    viewMembership(ctx, { patientId: id }),
    listOffers(ctx),
    takesGiftCards(ctx),
    takesCardsOnline(ctx),
    viewCardReaders(ctx),
  ]);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const day = (at: Date) => sayShortDateOfYear(dateIn(at, clinic.timeZone), clinic.locale);
  return (
    <>
      {membership ? (
        <Section title="Membership" id="membership">
          <Stack>
            {membership.refusal ? (
              <Notice tone="warning" title="This month is open">
                {membership.refusal === "declined" ? "The card said no." : "The bank asks its owner to confirm."} They
                have been told
                {membership.askAgainAt ? `, and the card is asked again on ${day(membership.askAgainAt)}` : ""}. What is
                booked stays booked; a visit meanwhile is paid as usual.
              </Notice>
            ) : null}
            <p className="measure">
              {membership.offer.name}: {includesWords(membership.offer)}, {say(membership.offer.monthMinor)} a month.{" "}
              {rollWords(membership.offer)}{" "}
              {membership.status === "ended"
                ? `Ended on ${membership.endsAt ? day(membership.endsAt) : ""}.`
                : membership.cancelled
                  ? `Ends on ${membership.endsAt ? day(membership.endsAt) : ""}.`
                  : membership.nextChargeAt
                    ? `Next charge on ${day(membership.nextChargeAt)}.`
                    : ""}
            </p>
            {membership.canEnd ? (
              <EndMembership
                action={stopMembershipAction.bind(null, id)}
                day={membership.nextChargeAt && day(membership.nextChargeAt)}
                staff
              />
            ) : null}
            {membership.cancelled && membership.status !== "ended" ? (
              <div>
                <MembershipDeed
                  action={goOnMembershipAction.bind(null, id)}
                  label="Let it go on after all"
                  pending="Saving…"
                  quiet
                />
              </div>
            ) : null}
          </Stack>
        </Section>
      ) : null}
      {packages.length || offers.length ? (
        <Section title="Packages" id="packages">
          <Stack>
            {packages.length ? (
              <RuleList label="Packages">
                {packages.map((one) => (
                  <RuleItem
                    key={one.packageId}
                    href={`/desk/packages/${one.packageId}`}
                    title={packageName(one)}
                    detail={one.sharedBy ? `Shared by ${one.sharedBy}` : undefined}
                    aside={leftWords(one)}
                  />
                ))}
              </RuleList>
            ) : null}
            {offers.length ? (
              <Fold label="Sell a package">
                <SellPackageForm
                  action={sellPackageAction.bind(null, id)}
                  idempotencyKey={newId()}
                  cardPage={cardPage}
                  offers={offers.map((one) => ({
                    value: one.offerId,
                    label: packageName(one),
                    hint: one.validMonths ? `To be used within ${one.validMonths} months` : undefined,
                    aside: say(one.totalMinor),
                  }))}
                />
              </Fold>
            ) : null}
          </Stack>
        </Section>
      ) : null}
      {instalments.length ? (
        <Section
          title="Instalments"
          id="instalments"
          hint="Of a plan. Charged to the card on file on their days; each can be taken here as well."
        >
          <InstalmentList
            instalments={instalments}
            day={(date) => sayShortDateOfYear(date, clinic.locale)}
            dayOf={(at) => sayShortDateOfYear(dateIn(at, clinic.timeZone), clinic.locale)}
            money={say}
            pay={({ instalmentId, amountMinor, dueOn }) => (
              <Fold label={`Take ${say(amountMinor)} of ${sayShortDateOfYear(dueOn, clinic.locale)}`}>
                <TakeInstalmentForm
                  id={instalmentId}
                  action={takeInstalmentAction.bind(null, { instalmentId, patientId: id })}
                  idempotencyKey={newId()}
                  cardPage={cardPage}
                  amount={say(amountMinor)}
                />
              </Fold>
            )}
          />
        </Section>
      ) : null}
      <Section title="Money" id="money">
        <PatientMoney
          statementHref={`/desk/patients/${id}/statement`}
          owed={money.owedMinor > 0 ? say(money.owedMinor) : null}
          credit={money.creditMinor > 0 ? say(money.creditMinor) : null}
          amount={amountText(money.owedMinor)}
          currency={clinic.currency}
          idempotencyKey={newId()}
          giftCards={giftCards}
          cardPage={cardPage}
          readers={readers}
          askPasskey={askForPasskeyAction}
          take={takePaymentAction.bind(null, { patientId: id, back: `/desk/patients/${id}` })}
          charges={money.charges.toReversed().map((charge) => ({
            id: charge.chargeId,
            label: sayShortDateOfYear(charge.serviceOn, clinic.locale),
            detail: [
              chargeNote[charge.kind] ?? null,
              charge.payer === "self" ? null : `to ${payerWord[charge.payer] ?? charge.payer}`,
              charge.openMinor > 0 ? `${say(charge.openMinor)} open` : "paid",
            ]
              .filter(Boolean)
              .join(", "),
            href: `/desk/charges/${charge.chargeId}`,
            total: say(charge.totalMinor),
            receiptHref: charge.receiptId ? `/desk/receipts/${charge.receiptId}?copy=1` : null,
            receipt:
              charge.payer === "self" && charge.chainId !== null && charge.paidMinor > 0
                ? receiptAction.bind(null, charge.chargeId)
                : null,
          }))}
          payments={[
            ...money.payments.map((payment) => ({
              id: payment.paymentId,
              at: payment.receivedAt,
              label: [
                methodWord[payment.method] ?? payment.method,
                payment.disputed ? disputeWord[payment.disputed] : null,
              ]
                .filter(Boolean)
                .join(", "),
              amount: say(payment.amountMinor),
              left:
                payment.creditMinor > 0 && mayDo(actor, "refund_payment")
                  ? {
                      amount: amountText(payment.creditMinor),
                      words: say(payment.creditMinor),
                      byHand: payment.method !== "stripe" && payment.method !== "gift_card",
                      giveBack: refundAction.bind(null, { paymentId: payment.paymentId, patientId: id }),
                      key: `${payment.paymentId}-${money.refunds.length}-${actor.memberId}`,
                    }
                  : null,
            })),
            ...money.refunds.map((refund) => ({
              id: refund.refundId,
              at: refund.requestedAt,
              label: refund.refused
                ? `Refund refused: ${refund.refused}`
                : [
                    refund.status === "succeeded" ? "Refunded" : `Refund ${refund.status}`,
                    (methodWord[refund.method] ?? refund.method).toLowerCase(),
                  ].join(", "),
              amount: `−${say(refund.amountMinor)}`,
              left: null,
            })),
          ]
            .toSorted((a, b) => b.at.getTime() - a.at.getTime())
            .map(({ at, ...row }) => ({
              ...row,
              when: sayShortDateOfYear(dateIn(at, clinic.timeZone), clinic.locale),
            }))}
        />
      </Section>
    </>
  );
}
