// A payment that a patient makes by card: on their own phone, by a picture to point a camera at or a link sent to them; or on a card
// reader at the desk. And its end.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { ReaderStanding } from "@/components/payments/reader-standing";
import { PayWatch } from "@/components/payments/pay-watch";
import { QrPicture } from "@/components/people/qr-picture";
import { LinkButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatMoney } from "@/lib/money/money";
import { viewDeskPayment, type DeskPayView } from "@/lib/payments/pay-pages";
import { staffPage } from "@/lib/server/contexts";
import { sayTime } from "@/lib/time/say";
import { seen } from "../../door";
import { closePayPageAction, sendPayPageAction, showOnReaderAction } from "../../money-actions";

export const metadata: Metadata = { title: "Payment by card" };

/** Where the desk came from. */
function backOf({ about, patient, state }: DeskPayView): { href: string; label: string } {
  if (about.kind === "visit") return { href: `/desk/appointments/${about.id}`, label: "The visit" };
  if (about.kind === "plan") return { href: `/desk/plans/${about.id}`, label: "The plan" };
  // Before it is paid there is no package.
  if (about.kind === "package" && state === "paid") return { href: `/desk/packages/${about.id}`, label: "The package" };
  return { href: `/desk/patients/${patient.patientId}`, label: patient.name };
}

export default async function PayPage({ params }: PageProps<"/desk/pay/[id]">) {
  const { id } = await params;
  const { ctx, clinic } = await staffPage(`/desk/pay/${id}`, "take_payment");
  const payment = await seen(() => viewDeskPayment(ctx, { checkoutId: id }));
  const { state, patient, address, reader } = payment;
  const amount = formatMoney(payment.amountMinor, payment.currency, clinic.locale);
  const back = backOf(payment);
  const whereTo = [patient.email, patient.mobile].filter(Boolean).length > 0;
  return (
    <Stack>
      <PageHead back={back} title={`${amount} by card`} lead={patient.name} />
      {state === "waiting" ? <PayWatch address={`/api/desk/payments/${id}`} /> : null}
      <div role="status" className="measure">
        {state === "paid" ? (
          <Notice tone="success" title={`${amount} is paid.`}>
            It stands with the patient’s money.
          </Notice>
        ) : state === "back" ? (
          <Notice tone="warning" title="It was paid too late, and goes back to the card.">
            What it was for was paid another way, or somebody else has the time.
          </Notice>
        ) : state === "ended" ? (
          <Notice
            title={
              reader
                ? "This payment was stopped, and nothing was paid."
                : "This page is closed, and nothing was paid on it."
            }
          />
        ) : reader ? (
          <ReaderStanding reader={reader} amount={amount} />
        ) : address ? (
          <p>{`Waiting for the payment, until ${sayTime(payment.expiresAt, clinic.timeZone, clinic.locale)}. This page says so as soon as it is there.`}</p>
        ) : (
          <Notice
            tone="warning"
            title="Stripe has not answered yet. We keep asking; take the payment another way if it is urgent."
          />
        )}
      </div>
      {state === "waiting" && address ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-2">
          <Section title="On the patient’s phone" id="picture" hint="The camera opens the page from this picture.">
            <div className="flex flex-col gap-4">
              <QrPicture text={address} label={`The page to pay ${amount} on`} />
              <TextField label="Its address" name="address" readOnly defaultValue={address} />
            </div>
          </Section>
          <Section title="Or another way" id="ways">
            <div className="flex flex-col gap-4">
              {whereTo ? (
                <ActForm action={sendPayPageAction.bind(null, id)} done="It is on its way to them.">
                  <p>{`Sends it to ${patient.email ?? patient.mobile}, or as they chose to hear from you.`}</p>
                  <div>
                    <SubmitButton variant="secondary" pendingLabel="Sending…">
                      Send it to the patient
                    </SubmitButton>
                  </div>
                </ActForm>
              ) : (
                <p>There is no e-mail address and no mobile number to send it to.</p>
              )}
              <div>
                <LinkButton variant="secondary" href={address} target="_blank" rel="noreferrer">
                  Open it in a new tab
                </LinkButton>
              </div>
              <ActForm action={closePayPageAction.bind(null, id)}>
                <p>Close it before you take the money otherwise, so that nobody pays twice.</p>
                <div>
                  <SubmitButton variant="secondary" pendingLabel="Closing…">
                    Close the page
                  </SubmitButton>
                </div>
              </ActForm>
            </div>
          </Section>
        </div>
      ) : null}
      {reader && (state === "waiting" || state === "refused") ? (
        <div className="flex flex-wrap items-start gap-4">
          <ActForm action={showOnReaderAction.bind(null, id)}>
            <SubmitButton variant={state === "refused" ? "primary" : "secondary"} pendingLabel="Starting…">
              Show it on the reader again
            </SubmitButton>
          </ActForm>
          <ActForm action={closePayPageAction.bind(null, id)}>
            <SubmitButton variant="secondary" pendingLabel="Stopping…">
              Stop, and take it another way
            </SubmitButton>
          </ActForm>
        </div>
      ) : null}
      {state === "waiting" || state === "refused" ? null : (
        <div>
          <LinkButton href={back.href}>{state === "paid" ? "Done" : "Back, and take it another way"}</LinkButton>
        </div>
      )}
    </Stack>
  );
}
