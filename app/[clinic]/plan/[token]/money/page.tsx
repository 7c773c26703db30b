// The patient's own money: what is owed and paid ahead, packages, visits with their receipts, and each year's payments.
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { ActForm } from "@/components/desk/act-form";
import { chargeNote, methodWord } from "@/components/desk/fact-words";
import { InstalmentList } from "@/components/payments/instalment-list";
import { UseGiftCard } from "@/components/payments/use-gift-card";
import { leftWords, packageName, packageNote } from "@/components/payments/package-words";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatMoney } from "@/lib/money/money";
import { takesGiftCards } from "@/lib/payments/gift-cards";
import { moneyOf } from "@/lib/payments/money-of";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { listPackages } from "@/lib/payments/packages";
import { viewInstalments } from "@/lib/payments/view-instalments";
import { statementYears } from "@/lib/payments/year-statement";
import { ownTell } from "@/lib/server/language";
import { planDoor } from "@/lib/server/plan-page";
import { sayDate } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { payInstalmentAction, payOwedByGiftCardAction, receiptAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Your payments"),
  robots: { index: false },
});

export default async function MoneyPage({ params, searchParams }: PageProps<"/[clinic]/plan/[token]/money">) {
  const { clinic: slug, token } = await params;
  const paid = (await searchParams)["paid"];
  const { clinic, ctx, patientId } = await planDoor(slug, token);
  const plan = `/${slug}/plan/${token}`;
  if (!ctx) redirect(plan as Route);
  const asked = await searchParams;
  const t = await ownTell();
  const [money, instalments, online, packages, years, giftCards] = await Promise.all([
    moneyOf(ctx, { patientId }),
    viewInstalments(ctx, { patientId }),
    takesCardsOnline(ctx),
    listPackages(ctx, { patientId }),
    statementYears(ctx, { patientId }),
    takesGiftCards(ctx),
  ]);
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const day = (at: Date) => sayDate(dateIn(at, clinic.timeZone), clinic.locale);
  const mine = money.charges.filter((charge) => charge.payer === "self").toReversed();
  const moves = [
    ...money.payments.map((one) => ({
      id: one.paymentId,
      at: one.receivedAt,
      words: t(methodWord[one.method] ?? one.method),
      amount: say(one.amountMinor),
    })),
    ...money.refunds
      .filter((one) => one.status !== "failed")
      .map((one) => ({
        id: one.refundId,
        at: one.requestedAt,
        words: t(one.status === "succeeded" ? "Given back" : "On its way back to you"),
        amount: `−${say(one.amountMinor)}`,
      })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return (
    <div className="flex flex-col gap-10">
      <PageHead back={{ href: plan, label: t("Your plan") }} title={t("Your payments")} />
      {paid === undefined ? null : (
        <Notice
          tone="success"
          title={t("Thank you. The payment stands below as soon as the bank has confirmed it.")}
          live
        />
      )}
      <div className="grid grid-cols-2 gap-4">
        <Stat
          value={money.owedMinor > 0 ? say(money.owedMinor) : t("Nothing")}
          label={t("to pay")}
          detail={money.laterMinor > 0 ? t(`${say(money.laterMinor)} more with your instalments`) : undefined}
        />
        <Stat value={money.creditMinor > 0 ? say(money.creditMinor) : t("None")} label={t("paid in advance")} />
      </div>
      {giftCards ? (
        <UseGiftCard
          t={t}
          due={money.owedMinor > 0 ? say(money.owedMinor) : null}
          just={asked["gift"] !== undefined}
          used={money.giftCards}
          say={say}
          action={payOwedByGiftCardAction.bind(null, slug, token)}
        />
      ) : null}
      {instalments.length ? (
        <Section
          title={t("Instalments")}
          id="instalments"
          hint={t("Of your plan. You can pay one before its day; the card that pays is kept for the next ones.")}
        >
          <InstalmentList
            t={t}
            instalments={instalments}
            day={(date) => sayDate(date, clinic.locale)}
            dayOf={day}
            money={say}
            pay={({ instalmentId, status, amountMinor, dueOn }) =>
              online ? (
                <ActForm action={payInstalmentAction.bind(null, slug, token, instalmentId)} className="">
                  <SubmitButton
                    variant={status === "failed" ? "primary" : "secondary"}
                    size="small"
                    pendingLabel={t("One moment…")}
                  >
                    {t(`Pay ${say(amountMinor)} now`)}
                    <span className="sr-only"> {t(`of ${sayDate(dueOn, clinic.locale)}`)}</span>
                  </SubmitButton>
                </ActForm>
              ) : null
            }
          />
        </Section>
      ) : null}
      {packages.length ? (
        <Section title={t("Packages")} id="packages">
          <RuleList label={t("Packages")}>
            {packages.map((one) => (
              <RuleItem
                key={one.packageId}
                title={packageName({ ...one, serviceName: t(one.serviceName) }, t)}
                detail={packageNote(one, (date) => sayDate(date, clinic.locale), t)}
                aside={t(leftWords(one))}
              />
            ))}
          </RuleList>
        </Section>
      ) : null}
      <Section title={t("Visits and receipts")} id="receipts">
        {mine.length ? (
          <RuleList label={t("Visits and receipts")}>
            {mine.map((charge) => (
              <RuleItem
                key={charge.chargeId}
                title={<span className="figures">{sayDate(charge.serviceOn, clinic.locale)}</span>}
                detail={[
                  say(charge.totalMinor),
                  chargeNote[charge.kind] ? t(chargeNote[charge.kind]!) : null,
                  t(charge.openMinor > 0 ? `${say(charge.openMinor)} to pay` : "paid"),
                ]
                  .filter(Boolean)
                  .join(", ")}
                aside={
                  charge.receiptId ? (
                    <LinkButton href={`${plan}/money/receipts/${charge.receiptId}`} variant="quiet" size="small">
                      {t("Receipt")}
                      <span className="sr-only"> {t(`of ${sayDate(charge.serviceOn, clinic.locale)}`)}</span>
                    </LinkButton>
                  ) : charge.chainId && charge.paidMinor > 0 ? (
                    <ActForm action={receiptAction.bind(null, slug, token, charge.chargeId)} className="">
                      <SubmitButton variant="quiet" size="small" pendingLabel={t("One moment…")}>
                        {t("Get the receipt")}
                        <span className="sr-only"> {t(`of ${sayDate(charge.serviceOn, clinic.locale)}`)}</span>
                      </SubmitButton>
                    </ActForm>
                  ) : null
                }
              />
            ))}
          </RuleList>
        ) : (
          <EmptyState title={t("No visits yet")}>{t("Each visit will stand here with its receipt.")}</EmptyState>
        )}
      </Section>
      {years.length ? (
        <Section title={t("Year by year")} id="years" hint={t("For your tax return, or a plan that pays you back.")}>
          <p className="flex flex-wrap gap-x-6 gap-y-2">
            {years.map((year) => (
              <Anchor key={year} href={`${plan}/money/${year}`} className="link figures">
                {t(`What you paid in ${year}`)}
              </Anchor>
            ))}
          </p>
        </Section>
      ) : null}
      {moves.length ? (
        <Section title={t("Paid and given back")} id="moves">
          <RuleList label={t("Paid and given back")}>
            {moves.map((one) => (
              <RuleItem
                key={one.id}
                title={<span className="figures">{day(one.at)}</span>}
                detail={one.words}
                aside={one.amount}
              />
            ))}
          </RuleList>
        </Section>
      ) : null}
    </div>
  );
}
