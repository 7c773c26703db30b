// What a patient owes and has paid, with receipts.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { GiveBackForm } from "@/components/payments/give-back-form";
import type { ReaderChoice } from "@/components/payments/hand-methods";
import type { AskPasskey } from "@/components/people/prove-here";
import { TakePaymentForm } from "@/components/payments/take-payment-form";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";

type Charge = {
  id: string;
  label: string;
  detail: string;
  href: string;
  total: string;
  receiptHref: string | null;
  receipt: Act | null;
};
type Payment = {
  id: string;
  when: string;
  label: string;
  amount: string;
  /** What of it no charge uses, and how to give it back. */
  left: { amount: string; words: string; byHand: boolean; giveBack: Act; key: string } | null;
};

type Props = {
  owed: string | null;
  credit: string | null;
  amount: string;
  currency: string;
  idempotencyKey: string;
  giftCards: boolean;
  cardPage: boolean;
  readers: readonly ReaderChoice[];
  take: Act;
  askPasskey: AskPasskey;
  statementHref: string;
  charges: readonly Charge[];
  payments: readonly Payment[];
};

export function PatientMoney(props: Props) {
  const { owed, credit, charges, payments } = props;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4">
        <Stat value={owed ?? "Nothing"} label="owed" />
        <Stat value={credit ?? "None"} label="paid in advance" />
      </div>
      <Fold label="Take payment" variant={owed ? "primary" : "secondary"}>
        <TakePaymentForm
          action={props.take}
          idempotencyKey={props.idempotencyKey}
          giftCards={props.giftCards}
          cardPage={props.cardPage}
          readers={props.readers}
          amount={props.amount}
          currency={props.currency}
        />
      </Fold>
      {charges.length ? (
        <details open={charges.length <= 6}>
          <summary className="inline-flex min-h-control items-center font-semibold">
            {charges.length === 1 ? "One charge" : `${charges.length} charges`}
          </summary>
          <RuleList label="Charges">
            {charges.map((charge) => (
              <RuleItem
                key={charge.id}
                title={
                  <Anchor href={charge.href} className="figures link">
                    {charge.label}
                  </Anchor>
                }
                detail={charge.detail}
                aside={
                  <span className="flex flex-col items-end gap-1">
                    <span>{charge.total}</span>
                    {charge.receiptHref ? (
                      <LinkButton href={charge.receiptHref} variant="quiet" size="small">
                        Receipt
                      </LinkButton>
                    ) : charge.receipt ? (
                      <ActForm action={charge.receipt} className="">
                        <SubmitButton variant="quiet" size="small" pendingLabel="Issuing…">
                          Issue receipt
                        </SubmitButton>
                      </ActForm>
                    ) : null}
                  </span>
                }
              />
            ))}
          </RuleList>
        </details>
      ) : null}
      {payments.length ? (
        <details>
          <summary className="inline-flex min-h-control items-center font-semibold">
            {payments.length === 1 ? "One payment" : `${payments.length} payments`}
          </summary>
          <RuleList label="Payments and refunds">
            {payments.map((payment) => (
              <RuleItem
                key={payment.id}
                title={<span className="figures">{payment.when}</span>}
                detail={payment.label}
                aside={payment.amount}
              >
                {payment.left ? (
                  <Fold label={`Give back ${payment.left.words}`} variant="quiet">
                    <GiveBackForm
                      action={payment.left.giveBack}
                      askPasskey={props.askPasskey}
                      idempotencyKey={payment.left.key}
                      amount={payment.left.amount}
                      currency={props.currency}
                      byHand={payment.left.byHand}
                      label="Give it back"
                    />
                  </Fold>
                ) : null}
              </RuleItem>
            ))}
          </RuleList>
        </details>
      ) : null}
      {payments.length ? (
        <Anchor href={props.statementHref} className="link">
          What was paid this year
        </Anchor>
      ) : null}
    </div>
  );
}
