// The card that a patient keeps with the clinic, or the offer to keep one.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { cardWords } from "@/components/payments/card-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  card: { brand: string; last4: string; expires: string } | null;
  consent: string;
  /** Back from the page that keeps it. */
  just: boolean;
  keep: Act;
  forget: Act;
};

export function KeptCard({ card, consent, just, keep, forget }: Props) {
  return (
    <Section
      title="Card on file"
      id="card"
      hint={card || just ? undefined : "With a card on file there is nothing to pay at the desk."}
    >
      <div className="flex flex-col gap-4">
        {just && card ? <Notice tone="success" title="Your card is kept." live /> : null}
        {just && !card ? (
          <>
            <meta httpEquiv="refresh" content="2" />
            <Notice title="We are waiting to hear from Stripe. The page looks again by itself." live />
          </>
        ) : null}
        {card ? (
          <>
            <p>{cardWords(card)}.</p>
            <p className="text-sm text-soft">{consent}</p>
            <ActForm action={forget} className="">
              <SubmitButton variant="secondary" size="small" pendingLabel="One moment…">
                Forget this card
              </SubmitButton>
            </ActForm>
          </>
        ) : just ? null : (
          <Fold label="Keep a card on file">
            <ActForm action={keep}>
              <ChoiceGroup
                legend="What we do with it"
                name="agreed"
                type="checkbox"
                options={[{ value: "yes", label: "I agree to this", hint: consent }]}
              />
              <p className="text-sm text-soft">
                The card is kept by Stripe. Its number never reaches us, and nothing is charged now.
              </p>
              <div>
                <SubmitButton variant="secondary" pendingLabel="Opening Stripe’s page…">
                  Keep a card
                </SubmitButton>
              </div>
            </ActForm>
          </Fold>
        )}
      </div>
    </Section>
  );
}
