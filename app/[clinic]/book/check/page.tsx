// Step 4: everything once more, the policy where it bites, and the two ways to book.
import type { Metadata } from "next";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CheckForm } from "@/components/booking/check-form";
import { HoldLine } from "@/components/booking/hold-line";
import { NearTimes } from "@/components/booking/near-times";
import { fundingTerm, fundingWords } from "@/components/plans/funding-words";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { SummaryList } from "@/components/ui/summary-list";
import { checkHold } from "@/lib/booking/check-hold";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { sayCare, wordingShown } from "@/lib/intake/care-texts";
import { careLinesOf } from "@/lib/intake/care-lines";
import { currentScreen } from "@/lib/intake/current-screen";
import { readAnswers } from "@/lib/intake/read-answers";
import { screenText } from "@/lib/intake/screen-text";
import { phoneWords } from "@/lib/clinic/phone-words";
import { wordsOf } from "@/lib/languages/words";
import { sayIn } from "@/lib/languages/say-in";
import { formatMoney } from "@/lib/money/money";
import { takesGiftCards } from "@/lib/payments/gift-cards";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { fundingOfPatient } from "@/lib/plans/view-funding";
import { birthDateOf, openBookingDraft } from "@/lib/server/booking-draft";
import { careLanguage, pageWords, spokenLanguage } from "@/lib/server/language";
import { meSeen } from "@/lib/server/me-door";
import { sayBirthDate, sayMoment, sayZone } from "@/lib/time/say";
import { bookAction, holdAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("booking.check"))("tab"),
});

export default async function CheckPage({ params }: PageProps<"/[clinic]/book/check">) {
  const { clinic: slug } = await params;
  const { ctx, clinic, draft } = await openBookingDraft(slug);
  const { version } = currentScreen();
  if (!draft.serviceId || !draft.holdId || !draft.start) redirect(`/${slug}` as Route);
  if (!draft.detailsDone) redirect(`/${slug}/book/details` as Route);
  if (draft.screenVersion !== version || !Object.keys(draft.answers).length) redirect(`/${slug}/book/health` as Route);
  const catalogue = await loadCatalogue(ctx);
  const service = catalogue.services.find((row) => row.id === draft.serviceId);
  if (!service) redirect(`/${slug}` as Route);
  const { tier } = readAnswers(version, draft.answers);
  if (tier === "A" || tier === "B") redirect(`/${slug}/book/stop` as Route);
  const assessments = catalogue.services.filter((row) => row.online && row.kind === "first");
  const onlyAssessment = tier === "C" && service.kind !== "first";
  const start = new Date(draft.start);
  const hold = await checkHold(ctx, { appointmentId: draft.holdId, serviceId: draft.serviceId, start });
  const online = await takesCardsOnline(ctx);
  // Whose funding it is, is known of those alone who have signed in with a code.
  const me = await meSeen(slug);
  const funding = me ? await fundingOfPatient(me.ctx, { patientId: me.patientId }) : [];
  const giftCards = await takesGiftCards(ctx);
  const t = await getTranslations("booking.check");
  const words = (await pageWords()).booking;
  const language = await spokenLanguage();
  const care = await careLanguage(ctx);
  const kept = care !== language;
  const frame = await getTranslations("frame");
  const { policy } = catalogue;
  const money = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const total = service.priceMinor + service.taxMinor;
  const freeUntil = new Date(start.getTime() - policy.cancelNoticeHours * 3_600_000);
  const missed = funding.length ? ` ${t("missed")}` : "";
  const policyLine =
    freeUntil > ctx.now
      ? t("freeUntil", {
          moment: sayMoment(freeUntil, clinic.timeZone, clinic.locale),
          fee: money(policy.lateFeeMinor),
        })
      : t("tooNear", { hours: String(policy.cancelNoticeHours), fee: money(policy.lateFeeMinor) });
  const practitioner = catalogue.practitioners.find((row) => row.id === hold.practitionerId);
  const place = catalogue.locations[0];
  const change = (path: string) => ({ href: `/${slug}/book/${path}` });

  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}/book/health?page=background`, label: t("back") }}
        steps={{ current: 4, total: 4, label: t("step") }}
        title={t("title")}
      />
      {onlyAssessment ? (
        <Notice tone="info" title={sayCare(care, screenText("C", careLinesOf(clinic.region)).body)}>
          <p>{t("instead")}</p>
          <RuleList label={t("assessments")}>
            {assessments.map((row) => (
              <RuleItem
                key={row.id}
                href={`/${slug}/book/${row.id}`}
                title={sayIn(language, row.name)}
                detail={t("minutes", { minutes: row.durationMin })}
                aside={money(row.priceMinor + row.taxMinor)}
              />
            ))}
          </RuleList>
        </Notice>
      ) : (
        <>
          {tier === "C" ? <Notice tone="info" title={t("review")} /> : null}
          {hold.free ? (
            <HoldLine
              start={draft.start}
              until={draft.holdExpiresAt}
              now={ctx.now}
              zone={clinic.timeZone}
              locale={clinic.locale}
            />
          ) : (
            <NearTimes
              title={t("gone")}
              times={hold.nearest.map((at) => ({
                value: at.toISOString(),
                label: sayMoment(at, clinic.timeZone, clinic.locale),
              }))}
              action={holdAction.bind(null, slug, draft.serviceId, draft.practitionerId ?? null)}
            />
          )}
          <SummaryList
            items={[
              {
                term: t("what"),
                value: t("whatValue", { service: sayIn(language, service.name), minutes: service.durationMin }),
                change: { href: `/${slug}` },
              },
              {
                term: t("when"),
                value: `${sayMoment(start, clinic.timeZone, clinic.locale)}, ${sayZone(clinic.timeZone, clinic.locale)}`,
                change: change(service.id),
              },
              {
                term: t("with"),
                value: practitioner ? `${practitioner.name}, ${sayIn(language, practitioner.title)}` : t("anyone"),
              },
              { term: t("where"), value: place ? `${place.name}, ${place.address}` : clinic.name },
              {
                term: t("who"),
                value: t("born", { name: draft.name, date: sayBirthDate(birthDateOf(draft), clinic.locale) }),
                change: change("details"),
              },
              {
                term: t("reach"),
                value: [draft.email, draft.mobile].filter(Boolean).join(", "),
                change: change("details"),
              },
              {
                term: t("price"),
                value: service.taxMinor
                  ? t("withTax", { total: money(total), tax: money(service.taxMinor) })
                  : t("noTax", { total: money(total) }),
              },
              ...funding
                .filter((line) => line.payer !== "icbc" || line.disciplineCode === service.disciplineCode)
                .map((line) => ({ term: fundingTerm(line), value: fundingWords(line, clinic) })),
            ]}
          />
          {hold.free ? (
            <CheckForm
              shown={wordingShown(care)}
              policy={`${policyLine}${missed}`}
              payClinicLabel={t("payClinic")}
              depositLabel={
                online && policy.depositMinor > 0 && policy.depositMinor < total
                  ? t("deposit", { amount: money(policy.depositMinor) })
                  : null
              }
              payNowLabel={online ? t("payNow", { amount: money(total) }) : null}
              giftLabel={giftCards ? sayIn(language, "Book – pay with a gift card") : null}
              words={words.checkForm}
              agree={
                kept ? (
                  <>
                    <span lang={care}>{wordsOf(care).booking.checkForm.agree}</span>
                    <span className="block text-sm text-soft">
                      {frame("notApproved", { phone: phoneWords(clinic.phone) })}
                    </span>
                  </>
                ) : (
                  words.checkForm.agree
                )
              }
              action={bookAction.bind(null, slug)}
            />
          ) : null}
        </>
      )}
    </div>
  );
}
