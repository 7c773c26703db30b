// What the clinic's own page says: what to book first, every service with price and next opening, and who works here.
import { getTranslations } from "next-intl/server";
import { phoneWords } from "@/lib/clinic/phone-words";
import { PractitionerFilter } from "@/components/clinic/practitioner-filter";
import { ServiceList } from "@/components/clinic/service-list";
import { Anchor } from "@/components/ui/anchor";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section } from "@/components/ui/section";
import type { Catalogue, ClinicView, PractitionerView } from "@/lib/clinic/catalogue-views";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { giftCardOffer } from "@/lib/payments/buy-gift-card";
import { sayIn } from "@/lib/languages/say-in";
import type { Ctx } from "@/lib/context/context";
import { closedToPatients, takesNew } from "@/lib/subscription/must-take-new";
import { pageWords, spokenLanguage } from "@/lib/server/language";
import { sayZone } from "@/lib/time/say";
import { serviceLines } from "./service-lines";

const one = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : undefined);

function chosen(
  catalogue: Catalogue,
  filter: { practitioner?: string; gender?: string; language?: string },
): PractitionerView[] {
  return catalogue.practitioners.filter(
    (person) =>
      (!filter.practitioner || person.id === filter.practitioner) &&
      (!filter.gender || person.gender === filter.gender) &&
      (!filter.language || person.languages.includes(filter.language)),
  );
}

type Props = {
  ctx: Ctx;
  clinic: ClinicView;
  asked: Record<string, string | string[] | undefined>;
  /** To look at and not to book from: nothing leads on. */
  onlyToLookAt?: boolean;
};

export async function ClinicFront({ ctx, clinic, asked, onlyToLookAt = false }: Props) {
  const filter = {
    practitioner: one(asked["practitioner"]),
    gender: one(asked["gender"]),
    language: one(asked["language"]),
  };
  const t = await getTranslations("front");
  const { front: words } = await pageWords();
  const language = await spokenLanguage();
  const say = (known: string) => sayIn(language, known);
  const [catalogue, giftCards] = await Promise.all([loadCatalogue(ctx), giftCardOffer(ctx)]);
  const people = chosen(catalogue, filter);
  const narrowed = people.length < catalogue.practitioners.length;
  const services = catalogue.services.filter(
    (service) => service.online && service.practitionerIds.some((id) => people.some((person) => person.id === id)),
  );
  const takes = await takesNew(ctx);
  const only = people.length === 1 ? people[0] : undefined;
  const { groups, soonestHref } = await serviceLines(ctx, catalogue, {
    services,
    practitionerId: only?.id,
    onlyToLookAt: onlyToLookAt || !takes,
  });
  const languages = [...new Set(catalogue.practitioners.flatMap((person) => person.languages))].toSorted();
  const genders = [...new Set(catalogue.practitioners.map((person) => person.gender).filter(Boolean))].toSorted();

  return (
    <div className="flex flex-col gap-12">
      <PageHead
        title={t("head")}
        lead={language === "en" && clinic.about ? clinic.about : t("lead")}
        actions={
          soonestHref ? (
            <LinkButton href={soonestHref} iconAfter="arrow-right">
              {t("bookAssessment")}
            </LinkButton>
          ) : undefined
        }
      />
      {takes ? null : (
        <Notice tone="warning" title={sayIn(language, closedToPatients)}>
          {phoneWords(clinic.phone)}
        </Notice>
      )}
      {onlyToLookAt ? null : (
        <p className="-mt-6 flex flex-wrap gap-x-6 gap-y-2">
          <Anchor href={`/${clinic.slug}/assess`} className="link inline-flex min-h-control items-center">
            {t("assess")}
          </Anchor>
          <Anchor href={`/${clinic.slug}/articles`} className="link inline-flex min-h-control items-center">
            {t("articles")}
          </Anchor>
        </p>
      )}
      {onlyToLookAt ? null : (
        <PractitionerFilter
          practitioners={catalogue.practitioners.map(({ id, name, title }) => ({ id, name, title: say(title) }))}
          languages={languages}
          genders={genders}
          chosen={filter}
          clearHref={narrowed ? `/${clinic.slug}` : null}
          words={words.filter}
          genderWords={words.genders}
          say={say}
        />
      )}
      {services.length === 0 ? (
        <p>{t(narrowed ? "nobodyFits" : "nothingYet", { phone: phoneWords(clinic.phone) })}</p>
      ) : null}
      {groups("first").length ? (
        <ServiceList id="first" title={t("first")} hint={t("firstHint")} groups={groups("first")} />
      ) : null}
      {groups("follow_up").length ? (
        <ServiceList id="follow-up" title={t("followUp")} hint={t("followUpHint")} groups={groups("follow_up")} />
      ) : null}
      <Section title={t("people")} id="people">
        <RuleList label={t("practitioners")}>
          {people.map((person) => (
            <RuleItem
              key={person.id}
              {...(onlyToLookAt ? {} : { href: `/${clinic.slug}?practitioner=${person.id}` })}
              title={`${person.name}${person.pronouns ? ` (${person.pronouns})` : ""}`}
              detail={
                <>
                  {say(person.title)}
                  <span className="block text-sm">{person.languages.map(say).join(", ")}</span>
                </>
              }
            />
          ))}
        </RuleList>
      </Section>
      {giftCards && !onlyToLookAt ? (
        <Section title={say("Gift cards")} id="gift-cards">
          <p>
            {say("For somebody who could do with a visit.")}{" "}
            <Anchor href={`/${clinic.slug}/gift-cards`} className="link">
              {say("Buy a gift card")}
            </Anchor>
          </p>
        </Section>
      ) : null}
      <Section title={t("where")} id="where">
        {catalogue.locations.map((place) => (
          <p key={place.id}>
            <span className="font-semibold">{place.name}</span>, {place.address}
            {place.arrival ? (
              <span lang="en" className="block text-soft">
                {place.arrival}
              </span>
            ) : null}
          </p>
        ))}
        <p className="mt-2 text-sm text-soft">
          {t("timesAndPrices", { zone: sayZone(clinic.timeZone, clinic.locale) })}
        </p>
      </Section>
    </div>
  );
}
