// Other times for a booked visit; choosing one moves it.
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NearTimes } from "@/components/booking/near-times";
import { SlotDays } from "@/components/booking/slot-days";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { findSlots } from "@/lib/booking/find-slots";
import { slotDays } from "@/lib/booking/slot-days";
import { viewBooking } from "@/lib/booking/view-booking";
import { Refusal } from "@/lib/errors";
import { bookingDoor } from "@/lib/server/booking-door";
import { publicPage } from "@/lib/server/contexts";
import { pageWords } from "@/lib/server/language";
import { readRefused } from "@/lib/server/refused-start";
import { refusedWords } from "@/lib/server/refused-words";
import { addDays, isDate } from "@/lib/time/dates";
import { sayMoment, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { moveAction } from "../actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("times.move"))("title"),
  robots: { index: false },
});

const one = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : undefined);

export default async function MovePage({ params, searchParams }: PageProps<"/[clinic]/booking/[token]/move">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const asked = await searchParams;
  const t = await getTranslations("times");
  const { times: words } = await pageWords();
  const { ctx, booking } = await open(token);
  if (ctx.clinicId !== clinic.id || !booking.canChange) notFound();
  const today = dateIn(ctx.now, clinic.timeZone);
  const wanted = one(asked["from"]);
  const from = wanted && isDate(wanted) && wanted > today ? wanted : today;
  const everyone = asked["everyone"] !== undefined;
  const to = addDays(from, 13);
  const { slots } = await findSlots(ctx, {
    serviceId: booking.serviceId,
    practitionerId: everyone ? undefined : booking.practitionerId,
    fromDate: from,
    toDate: to,
  });
  const days = slotDays(
    slots.map((slot) => slot.start),
    clinic.timeZone,
    clinic.locale,
    words.parts,
  ).slice(0, 7);
  const action = moveAction.bind(null, slug, token);
  const here = `/${slug}/booking/${token}`;
  const path = (date: string, all: boolean) => `${here}/move?from=${date}${all ? "&everyone=1" : ""}`;
  const refused = readRefused(asked);
  const said = refused ? await refusedWords(refused) : "";
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: here, label: t("move.keep") }}
        title={t("move.title")}
        lead={t("move.lead", { moment: sayMoment(booking.start, booking.timeZone, clinic.locale) })}
      />
      {refused ? (
        <NearTimes
          title={t(refused.near.length ? "move.unchangedNear" : "move.unchanged", { said })}
          otherwise={t("chooseBelow")}
          times={refused.near.map((at) => ({
            value: at.toISOString(),
            label: sayMoment(at, clinic.timeZone, clinic.locale),
          }))}
          action={action}
        />
      ) : null}
      <p className="text-soft">
        {t("withWhom", {
          who: everyone ? t("whoeverIsFree") : booking.practitionerName,
          zone: sayZone(clinic.timeZone, clinic.locale),
        })}{" "}
        <a className="link" href={path(from, !everyone)}>
          {everyone ? t("only", { who: booking.practitionerName }) : t("everybody")}
        </a>
      </p>
      {days.length ? (
        <SlotDays days={days} action={action} countWords={(count) => t("count", { count })} />
      ) : (
        <EmptyState title={t("move.nothing")}>{t("move.nothingHint")}</EmptyState>
      )}
      <nav aria-label={t("otherDays")} className="flex gap-3">
        {from > today ? (
          <LinkButton
            variant="quiet"
            icon="arrow-left"
            href={path(addDays(from, -7) > today ? addDays(from, -7) : today, everyone)}
          >
            {t("earlier")}
          </LinkButton>
        ) : null}
        <LinkButton
          variant="secondary"
          iconAfter="arrow-right"
          href={path(addDays(days.at(-1)?.date ?? to, 1), everyone)}
        >
          {t("later")}
        </LinkButton>
      </nav>
    </div>
  );
}

async function open(token: string) {
  try {
    const { ctx, chainId } = bookingDoor(token);
    return { ctx, booking: await viewBooking(ctx, { chainId }) };
  } catch (error) {
    if (error instanceof Refusal) notFound();
    throw error;
  }
}
