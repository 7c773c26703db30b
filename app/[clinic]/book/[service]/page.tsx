// Step 2: when. The first days with openings, in the clinic's zone, rendered on the server.
import { phoneWords } from "@/lib/clinic/phone-words";
import type { Metadata } from "next";
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
import { publicPage } from "@/lib/server/contexts";
import { readRefused } from "@/lib/server/refused-start";
import { closedToPatients, takesNew } from "@/lib/subscription/must-take-new";
import { addDays, daysBetween, isDate } from "@/lib/time/dates";
import { sayMoment, sayShortDate, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { holdAction } from "../actions";

export const metadata: Metadata = { title: "Choose a time (step 2 of 4)" };

const span = 14;
const shownDays = 7;
const one = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : undefined);

export default async function TimesPage({ params, searchParams }: PageProps<"/[clinic]/book/[service]">) {
  const { clinic: slug, service: serviceId } = await params;
  const { ctx, clinic } = await publicPage(slug);
  const asked = await searchParams;
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
  ).slice(0, shownDays);
  const lastShown = days.at(-1)?.date ?? to;
  const later = addDays(lastShown, 1);
  const next = days.length ? null : (await nextOpenings(ctx, { serviceIds: [serviceId] })).get(serviceId);

  const takes = await takesNew(ctx);
  const action = holdAction.bind(null, slug, serviceId, practitioner?.id ?? null);
  const path = (date: string) =>
    `/${slug}/book/${serviceId}?from=${date}${practitioner ? `&practitioner=${practitioner.id}` : ""}`;
  const refused = readRefused(asked);
  const discipline = catalogue.disciplines.find((row) => row.id === service.disciplineId);

  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${slug}`, label: "All services" }}
        steps={{ current: 2, total: 4, label: "When" }}
        title="Choose a time"
        lead={`${service.name}, ${discipline?.name ?? ""}, ${service.durationMin} minutes, ${formatMoney(service.priceMinor + service.taxMinor, clinic.currency, clinic.locale)}`}
      />
      <p className="text-soft">
        With {practitioner ? practitioner.name : "whoever is free"}. All times are {sayZone(clinic.timeZone)}.
        {practitioner ? (
          <>
            {" "}
            <a className="link" href={`/${slug}/book/${serviceId}`}>
              Show everybody’s times
            </a>
          </>
        ) : null}
      </p>
      {refused ? (
        <NearTimes
          title={refused.near.length ? `${refused.said} These are the nearest ones still free:` : refused.said}
          times={refused.near.map((at) => ({
            value: at.toISOString(),
            label: sayMoment(at, clinic.timeZone, clinic.locale),
          }))}
          action={action}
        />
      ) : null}
      {!takes ? (
        <Notice tone="warning" title={closedToPatients}>
          {phoneWords(clinic.phone)}
        </Notice>
      ) : days.length ? (
        <SlotDays days={days} action={action} />
      ) : (
        <EmptyState
          title={`Nothing free from ${sayShortDate(from, clinic.locale)} to ${sayShortDate(to, clinic.locale)}`}
          action={
            next ? (
              <LinkButton href={path(dateIn(next, clinic.timeZone))}>
                Go to {sayMoment(next, clinic.timeZone, clinic.locale)}
              </LinkButton>
            ) : undefined
          }
        >
          {next
            ? "The next opening is later."
            : `Please call us on ${phoneWords(clinic.phone)}; we will find a time with you.`}
        </EmptyState>
      )}
      <nav aria-label="Other days" className="flex flex-wrap gap-3">
        {from > today ? (
          <LinkButton
            variant="quiet"
            icon="arrow-left"
            href={path(daysBetween(today, from) > shownDays ? addDays(from, -shownDays) : today)}
          >
            Earlier days
          </LinkButton>
        ) : null}
        {later <= last ? (
          <LinkButton variant="secondary" iconAfter="arrow-right" href={path(later)}>
            Later days
          </LinkButton>
        ) : null}
      </nav>
    </div>
  );
}
