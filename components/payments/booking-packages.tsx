// Packages beside a booking: the visits that are left of one's own, or several bought together.
import { getTranslations } from "next-intl/server";
import { ActForm, type Act } from "@/components/desk/act-form";
import { packageName } from "@/components/payments/package-words";
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
  /** A service's name as the reader knows it. */
  sayName: (name: string) => string;
  buy: (offerId: string) => Act;
};

export async function BookingPackages({ packages, covered, offers, just, say, sayDay, sayName, buy }: Props) {
  if (!packages.length && !offers.length) return null;
  const t = await getTranslations("visit.packages");
  const named = (one: { serviceName: string; sessions: number }) =>
    packageName({ ...one, serviceName: sayName(one.serviceName) });
  const note = ({ sharedBy, expiresOn }: Mine) =>
    [sharedBy ? t("sharedBy", { name: sharedBy }) : null, expiresOn ? t("until", { day: sayDay(expiresOn) }) : null]
      .filter(Boolean)
      .join(". ") || undefined;
  return (
    <Section title={t(packages.length ? "title" : "several")} id="packages">
      <div className="flex flex-col gap-5">
        {just === "unpaid" ? <Notice title={t("unpaid")} /> : null}
        {just === "paid" && !packages.length ? (
          <>
            <meta httpEquiv="refresh" content="2" />
            <Notice title={t("waiting")} live />
          </>
        ) : null}
        {just === "paid" && packages.length ? <Notice tone="success" title={t("yours")} live /> : null}
        {packages.length ? (
          <RuleList label={t("title")}>
            {packages.map((one) => (
              <RuleItem
                key={one.packageId}
                title={named(one)}
                detail={note(one)}
                aside={
                  one.left === 0
                    ? t("allUsed", { sessions: String(one.sessions) })
                    : t("left", { left: String(one.left), sessions: String(one.sessions) })
                }
              />
            ))}
          </RuleList>
        ) : null}
        {covered ? <p>{t("covered")}</p> : null}
        {covered || just === "paid"
          ? null
          : offers.map((one) => (
              <ActForm
                key={one.offerId}
                action={buy(one.offerId)}
                className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3"
              >
                <p>
                  <strong className="font-semibold">{named(one)}</strong>
                  <span className="block text-soft">
                    {one.validMonths
                      ? t("offerWithin", { each: say(one.eachMinor), months: one.validMonths })
                      : t("offer", { each: say(one.eachMinor) })}
                  </span>
                </p>
                <SubmitButton variant="secondary" pendingLabel={t("opening")}>
                  {t("pay", { amount: say(one.totalMinor) })}
                </SubmitButton>
              </ActForm>
            ))}
      </div>
    </Section>
  );
}
