// The money of one visit: what is due, ways to take it, what was charged, and receipts.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import type { ReaderChoice } from "@/components/payments/hand-methods";
import { TakePaymentForm } from "@/components/payments/take-payment-form";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";

export type ChargeRow = {
  id: string;
  label: string;
  href: string;
  /** Somebody other than the patient. */
  payer: string | null;
  total: string;
  open: string | null;
  receiptHref: string | null;
  receipt: Act | null;
};

type Props = {
  due: string | null;
  dueNote: string;
  prepaid: string | null;
  amount: string;
  currency: string;
  charges: ChargeRow[];
  idempotencyKey: string;
  giftCards: boolean;
  /** Whether the clinic takes cards online. */
  cardPage: boolean;
  readers: readonly ReaderChoice[];
  take: Act;
};

export function VisitMoney(props: Props) {
  const { due, dueNote, prepaid, amount, currency, charges } = props;
  return (
    <Section title="Payment" id="payment">
      <div className="flex flex-col gap-4">
        <Stat
          value={due ?? "Nothing due"}
          label={due ? dueNote : "for this visit"}
          detail={prepaid ? `${prepaid} is paid in advance` : undefined}
        />
        {charges.length ? (
          <RuleList label="Charges">
            {charges.map((charge) => (
              <RuleItem
                key={charge.id}
                title={
                  <Anchor href={charge.href} className="link">
                    {charge.label}
                  </Anchor>
                }
                detail={[charge.payer ? `to ${charge.payer}` : null, charge.open ? `${charge.open} open` : "paid"]
                  .filter(Boolean)
                  .join(", ")}
                aside={charge.total}
              >
                {charge.receiptHref ? (
                  <LinkButton href={charge.receiptHref} variant="secondary" size="small">
                    Receipt
                  </LinkButton>
                ) : charge.receipt ? (
                  <ActForm action={charge.receipt}>
                    <div>
                      <SubmitButton variant="secondary" size="small" pendingLabel="Issuing…">
                        Issue receipt
                      </SubmitButton>
                    </div>
                  </ActForm>
                ) : null}
              </RuleItem>
            ))}
          </RuleList>
        ) : null}
        <Fold label="Take payment" variant={due ? "primary" : "secondary"} open={due !== null}>
          <TakePaymentForm
            action={props.take}
            idempotencyKey={props.idempotencyKey}
            giftCards={props.giftCards}
            cardPage={props.cardPage}
            readers={props.readers}
            amount={amount}
            currency={currency}
          />
        </Fold>
      </div>
    </Section>
  );
}
