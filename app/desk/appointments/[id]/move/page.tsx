// Other times for a visit, day by day, with the same check as any booking.
import type { Metadata } from "next";
import { MoveForm } from "@/components/desk/move-form";
import { SendingDate, SendingSelect } from "@/components/desk/sending-select";
import { Button, LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { Toolbar } from "@/components/ui/toolbar";
import { findSlots } from "@/lib/booking/find-slots";
import { slotDays } from "@/lib/booking/slot-days";
import { viewAppointment } from "@/lib/booking/view-appointment";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { addDays } from "@/lib/time/dates";
import { sayMoment, sayZone } from "@/lib/time/say";
import { dateIn } from "@/lib/time/zone";
import { moveAction } from "../../actions";
import { address, askedFor, dateAsked, seen } from "../../../door";

export const metadata: Metadata = { title: "Move a visit" };

export default async function MovePage({ params, searchParams }: PageProps<"/desk/appointments/[id]/move">) {
  const { id } = await params;
  const asked = await searchParams;
  const here = `/desk/appointments/${id}/move`;
  const { ctx, clinic, actor } = await staffPage(here, "change_booking");
  const { booking, patient, start } = await seen(() => viewAppointment(ctx, { appointmentId: id }));
  const zone = booking.timeZone;
  const today = dateIn(ctx.now, zone);
  const own = dateIn(start, zone);
  const asking = dateAsked(asked, "date", own);
  const date = asking < today ? today : asking;
  const catalogue = await loadCatalogue(ctx, date);
  const offered = catalogue.services.find((service) => service.id === booking.serviceId)?.practitionerIds ?? [];
  const wanted = askedFor(asked, "practitioner") ?? booking.practitionerId;
  const practitionerId = wanted === "any" || !offered.includes(wanted) ? undefined : wanted;
  const { slots } = await findSlots(ctx, {
    serviceId: booking.serviceId,
    practitionerId,
    fromDate: date,
    toDate: addDays(date, 13),
  });
  const days = slotDays(
    slots.map((slot) => slot.start),
    zone,
    clinic.locale,
  ).slice(0, 6);
  const at = (day: string) => address(here, { date: day, practitioner: wanted });
  return (
    <Stack>
      <PageHead
        back={{ href: `/desk/appointments/${id}`, label: "Leave it as it is" }}
        title={`Move the visit of ${patient?.name ?? "this patient"}`}
        lead={`Now ${sayMoment(start, zone, clinic.locale)}, ${booking.serviceName} with ${booking.practitionerName}. Times are ${sayZone(zone)}.`}
      />
      <Toolbar label="Which times">
        <LinkButton href={at(addDays(date, -7))} variant="secondary" size="small" icon="chevron-left">
          A week earlier
        </LinkButton>
        <LinkButton href={at(addDays(date, 7))} variant="secondary" size="small" iconAfter="chevron-right">
          A week later
        </LinkButton>
        <form className="flex flex-wrap gap-2" key={`${date}${wanted}`}>
          <SendingDate label="From day" name="date" defaultValue={date} min={today} />
          <SendingSelect
            label="Practitioner"
            name="practitioner"
            defaultValue={practitionerId ?? "any"}
            options={[
              { value: "any", label: "Anybody" },
              ...catalogue.practitioners
                .filter((person) => offered.includes(person.id))
                .map((person) => ({ value: person.id, label: person.name })),
            ]}
          />
          <noscript>
            <Button type="submit" size="small" variant="secondary">
              Show
            </Button>
          </noscript>
        </form>
      </Toolbar>
      <MoveForm
        days={days}
        practitionerId={practitionerId ?? ""}
        lengthMin={(booking.end.getTime() - booking.start.getTime()) / 60_000}
        action={moveAction.bind(null, id)}
        overbook={mayDo(actor, "overbook") ? { date } : null}
      />
    </Stack>
  );
}
