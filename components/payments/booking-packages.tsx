// Packages beside a booking: the visits that are left of one's own, or several bought together.
import { ActForm, type Act } from "@/components/desk/act-form";
import { leftWords, packageName, packageNote } from "@/components/payments/package-words";
import { Notice } from "@/components/ui/notice";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type Mine = {
  packageId: string;
  serviceName: string;
  sessions: number;
  left: number;
  sharedBy: string | null;
  expiresOn: string | null;
};
type Offer = {
  offerId: string;
  serviceName: string;
  sessions: number;
  totalMinor: number;
  eachMinor: number;
  validMonths: number | null;
};

type Props = {
  packages: readonly Mine[];
  /** One of them pays this visit. */
  covered: boolean;
  offers: readonly Offer[];
  /** Back from the page to pay on. */
  just: "paid" | "unpaid" | null;
  say: (minor: number) => string;
  sayDay: (date: string) => string;
  buy: (offerId: string) => Act;
};

export function BookingPackages({ packages, covered, offers, just, say, sayDay, buy }: Props) {
  if (!packages.length && !offers.length) return null;
  return (
    <Section title={packages.length ? "Your packages" : "Several visits together"} id="packages">
      <div className="flex flex-col gap-5">
        {just === "unpaid" ? <Notice title="The package was not paid, and nothing was charged." /> : null}
        {just === "paid" && !packages.length ? (
          <>
            <meta httpEquiv="refresh" content="2" />
            <Notice title="We are confirming your payment. The page looks again by itself." live />
          </>
        ) : null}
        {just === "paid" && packages.length ? <Notice tone="success" title="The package is yours." live /> : null}
        {packages.length ? (
          <RuleList label="Your packages">
            {packages.map((one) => (
              <RuleItem
                key={one.packageId}
                title={packageName(one)}
                detail={packageNote(one, sayDay)}
                aside={leftWords(one)}
              />
            ))}
          </RuleList>
        ) : null}
        {covered ? <p>This visit uses one of them; there is nothing to pay at the clinic.</p> : null}
        {covered || just === "paid"
          ? null
          : offers.map((one) => (
              <ActForm
                key={one.offerId}
                action={buy(one.offerId)}
                className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3"
              >
                <p>
                  <strong className="font-semibold">{packageName(one)}</strong>
                  <span className="block text-soft">
                    {`${say(one.eachMinor)} each with tax${one.validMonths ? `, to be used within ${one.validMonths} months` : ""}. This visit is the first of them.`}
                  </span>
                </p>
                <SubmitButton variant="secondary" pendingLabel="Opening the page to pay…">
                  Pay {say(one.totalMinor)}
                </SubmitButton>
              </ActForm>
            ))}
      </div>
    </Section>
  );
}
