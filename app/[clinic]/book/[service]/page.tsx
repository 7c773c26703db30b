// Step 2: when. The first days with openings, in the clinic's zone, rendered on the server.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NearTimes } from "@/components/booking/near-times";
import { SlotDays } from "@/components/booking/slot-days";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { findSlots, nextOpenings } from "@/lib/booking/find-slots";
import { slotDays } from "@/lib/booking/slot-days";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { isId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/money";
import { sayIn } from "@/lib/languages/say-in";
import { publicPage } from "@/lib/server/contexts";
import { pageWords, spokenLanguage } from "@/lib/server/language";
import { readRefused } from "@/lib/server/refused-start";
import { closedToPatients, takesNew } from "@/lib/subscription/must-take-new";
import { refusedWords } from "@/lib/server/refused-words";
import { addDays, daysBetween, isDate } from "@/lib/time/dates";
import { sayMoment, sayShortDate, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { holdAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("times"))("tab") });

const span = 14;
const shownDays = 7;
const one = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : undefined);

export default async function TimesPage({ params, searchParams }: PageProps<"/[clinic]/book/[service]">) {
  const { clinic: slug, service: serviceId } = await params;
  const { ctx, clinic } = await publicPage(slug);
  const asked = await searchParams;
  const t = await getTranslations("times");
  const { times: words } = await pageWords();
  const language = await spokenLanguage();
  const catalogue = await loadCatalogue(ctx);
  const service = catalogue.services.find((row) => row.id === serviceId && row.online);
  if (!isId(serviceId) || !service) notFound();
  const practitioner = catalogue.practitioners.find(
    (row) => row.id === one(asked["practitioner"]) && service.practitionerIds.includes(row.id),
  );

  const today = dateIn(ctx.now, clinic.timeZone);
  const last = addDays(today, catalogue.policy.horizonDays);
  const wanted = one(asked["from"]);
  const from = wanted && isDate(wanted) && wanted > today && wanted <= last ? wanted : today;
  const to = addDays(from, span - 1);
  const { slots } = await findSlots(ctx, { serviceId, practitionerId: practitioner?.id, fromDate: from, toDate: to });
  const days = slotDays(
    slots.map((slot) => slot.start),
    clinic.timeZone,
    clinic.locale,
    words.parts,
  ).slice(0, shownDays);
  const lastShown = days.at(-1)?.date ?? to;
  const later = addDays(lastShown, 1);
  const next = days.length ? null : (await nextOpenings(ctx, { serviceIds: [serviceId] })).get(serviceId);

  const takes = await takesNew(ctx);
  const action = holdAction.bind(null, slug, serviceId, practitioner?.id ?? null);
  const path = (date: string) =>
    `/${slug}/book/${serviceId}?from=${date}${practitioner ? `&practitioner=${practitioner.id}` : ""}`;
  const refused = readRefused(asked);
  const said = refused ? await refusedWords(refused) : "";
  const discipline = catalogue.disciplines.find((row) => row.id === service.disciplineId);

  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}`, label: t("allServices") }}
        steps={{ current: 2, total: 4, label: t("step") }}
        title={t("title")}
        lead={t("what", {
          service: sayIn(language, service.name),
          discipline: sayIn(language, discipline?.name ?? ""),
          minutes: service.durationMin,
          price: formatMoney(service.priceMinor + service.taxMinor, clinic.currency, clinic.locale),
        })}
      />
      <p className="text-soft">
        {t("withWhom", {
          who: practitioner ? practitioner.name : t("whoeverIsFree"),
          zone: sayZone(clinic.timeZone, clinic.locale),
        })}
        {practitioner ? (
          <>
            {" "}
            <a className="link" href={`/${slug}/book/${serviceId}`}>
              {t("everybody")}
            </a>
          </>
        ) : null}
      </p>
      {refused ? (
        <NearTimes
          title={refused.near.length ? t("near", { said }) : said}
          otherwise={t("chooseBelow")}
          times={refused.near.map((at) => ({
            value: at.toISOString(),
            label: sayMoment(at, clinic.timeZone, clinic.locale),
          }))}
          action={action}
        />
      ) : null}
      {!takes ? (
        <Notice tone="warning" title={sayIn(language, closedToPatients)}>
          {phoneWords(clinic.phone)}
        </Notice>
      ) : days.length ? (
        <SlotDays days={days} action={action} countWords={(count) => t("count", { count })} />
      ) : (
        <EmptyState
          title={t("nothingFree", { from: sayShortDate(from, clinic.locale), to: sayShortDate(to, clinic.locale) })}
          action={
            next ? (
              <LinkButton href={path(dateIn(next, clinic.timeZone))}>
                {t("goTo", { moment: sayMoment(next, clinic.timeZone, clinic.locale) })}
              </LinkButton>
            ) : undefined
          }
        >
          {next ? t("nextIsLater") : t("callUs", { phone: phoneWords(clinic.phone) })}
        </EmptyState>
      )}
      <nav aria-label={t("otherDays")} className="flex flex-wrap gap-3">
        {from > today ? (
          <LinkButton
            variant="quiet"
            icon="arrow-left"
            href={path(daysBetween(today, from) > shownDays ? addDays(from, -shownDays) : today)}
          >
            {t("earlier")}
          </LinkButton>
        ) : null}
        {later <= last ? (
          <LinkButton variant="secondary" iconAfter="arrow-right" href={path(later)}>
            {t("later")}
          </LinkButton>
        ) : null}
      </nav>
    </div>
  );
}
