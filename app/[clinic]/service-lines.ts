// What can be booked, as the clinic's page, its articles and the helper show it: by discipline, each with price and next opening.
import { getTranslations } from "next-intl/server";
import type { ServiceGroup } from "@/components/clinic/service-list";
import { nextOpenings } from "@/lib/booking/find-slots";
import type { Catalogue, ServiceView } from "@/lib/clinic/catalogue-views";
import type { Ctx } from "@/lib/context/context";
import { localeOf } from "@/lib/languages/language";
import { sayIn } from "@/lib/languages/say-in";
import { formatMoney } from "@/lib/money/money";
import { spokenLanguage } from "@/lib/server/language";
import { sayShortDay, sayTime } from "@/lib/time/say";

type Choice = {
  services: readonly ServiceView[];
  /** With whom, when the reader has chosen. */
  practitionerId?: string | undefined;
  /** To look at and not to book from: nothing leads on. */
  onlyToLookAt?: boolean;
};

export type ServiceLines = {
  groups: (kind?: ServiceView["kind"]) => ServiceGroup[];
  /** Of the first visits, the one with the next opening. */
  soonestHref: string | undefined;
};

export async function serviceLines(
  ctx: Ctx,
  { clinic, disciplines }: Pick<Catalogue, "clinic" | "disciplines">,
  { services, practitionerId, onlyToLookAt = false }: Choice,
): Promise<ServiceLines> {
  const t = await getTranslations("front");
  const language = await spokenLanguage();
  const locale = localeOf(language, clinic.locale);
  const openings = await nextOpenings(ctx, { serviceIds: services.map((service) => service.id) });
  const hrefOf = ({ id }: ServiceView) =>
    `/${clinic.slug}/book/${id}${practitionerId ? `?practitioner=${practitionerId}` : ""}`;
  const line = (service: ServiceView) => {
    const next = openings.get(service.id);
    return {
      id: service.id,
      name: sayIn(language, service.name),
      about: service.about,
      ...(onlyToLookAt ? {} : { href: hrefOf(service) }),
      minutes: t("minutes", { minutes: service.durationMin }),
      price: formatMoney(service.priceMinor + service.taxMinor, clinic.currency, locale),
      next: next
        ? t("next", {
            day: sayShortDay(next, clinic.timeZone, locale),
            time: sayTime(next, clinic.timeZone, locale),
          })
        : t("noOpening"),
    };
  };
  const soonest = services
    .filter((service) => service.kind === "first")
    .toSorted((a, b) => (openings.get(a.id)?.getTime() ?? Infinity) - (openings.get(b.id)?.getTime() ?? Infinity))[0];
  return {
    groups: (kind) =>
      disciplines
        .map(({ id, name, letter, hue }) => ({
          id,
          name: sayIn(language, name),
          letter,
          hue,
          services: services
            .filter((service) => service.disciplineId === id && (kind === undefined || service.kind === kind))
            .map(line),
        }))
        .filter((group) => group.services.length > 0),
    soonestHref: soonest && !onlyToLookAt ? hrefOf(soonest) : undefined,
  };
}
