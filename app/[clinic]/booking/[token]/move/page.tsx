// Other times for a booked visit; choosing one moves it.
import type { Metadata } from "next";
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
import { readRefused } from "@/lib/server/refused-start";
import { addDays, isDate } from "@/lib/time/dates";
import { sayMoment, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { moveAction } from "../actions";

export const metadata: Metadata = { title: "Move your visit", robots: { index: false } };

const one = (value: string | string[] | undefined) => (typeof value === "string" && value ? value : undefined);

export default async function MovePage({ params, searchParams }: PageProps<"/[clinic]/booking/[token]/move">) {
  const { clinic: slug, token } = await params;
  const { clinic } = await publicPage(slug);
  const asked = await searchParams;
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
  ).slice(0, 7);
  const action = moveAction.bind(null, slug, token);
  const here = `/${slug}/booking/${token}`;
  const path = (date: string, all: boolean) => `${here}/move?from=${date}${all ? "&everyone=1" : ""}`;
  const refused = readRefused(asked);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: here, label: "Keep it as it is" }}
        title="Move your visit"
        lead={`Now ${sayMoment(booking.start, booking.timeZone, clinic.locale)}. It stays booked until you choose another time.`}
      />
      {refused ? (
        <NearTimes
          title={`${refused.said} Your booking is unchanged.${refused.near.length ? " The nearest ones still free:" : ""}`}
          times={refused.near.map((at) => ({
            value: at.toISOString(),
            label: sayMoment(at, clinic.timeZone, clinic.locale),
          }))}
          action={action}
        />
      ) : null}
      <p className="text-soft">
        With {everyone ? "whoever is free" : booking.practitionerName}. All times are {sayZone(clinic.timeZone)}.{" "}
        <a className="link" href={path(from, !everyone)}>
          {everyone ? `Only ${booking.practitionerName}` : "Show everybody’s times"}
        </a>
      </p>
      {days.length ? (
        <SlotDays days={days} action={action} />
      ) : (
        <EmptyState title="Nothing free in these two weeks">Look at later days, or show everybody’s times.</EmptyState>
      )}
      <nav aria-label="Other days" className="flex gap-3">
        {from > today ? (
          <LinkButton
            variant="quiet"
            icon="arrow-left"
            href={path(addDays(from, -7) > today ? addDays(from, -7) : today, everyone)}
          >
            Earlier days
          </LinkButton>
        ) : null}
        <LinkButton
          variant="secondary"
          iconAfter="arrow-right"
          href={path(addDays(days.at(-1)?.date ?? to, 1), everyone)}
        >
          Later days
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
