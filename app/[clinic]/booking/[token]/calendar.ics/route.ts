// The booking as a calendar file.
import { viewBooking } from "@/lib/booking/view-booking";
import { calendarFile } from "@/lib/messages/calendar-entry";
import { bookingDoorAt } from "@/lib/server/booking-door";
import { guestCtx } from "@/lib/server/contexts";
import { route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/booking/[token]/calendar.ics">) =>
  route(request, { limit: "read" }, async () => {
    const { clinic: slug, token } = await params;
    const { clinic } = await guestCtx(slug);
    const { ctx, chainId } = await bookingDoorAt(slug, token);
    const booking = await viewBooking(ctx, { chainId });
    const about = {
      clinicName: clinic.name,
      clinicEmail: clinic.email,
      place: `${booking.location.name}, ${booking.location.address}`,
      url: `${ctx.publicUrl}/${slug}/booking/${token}`,
      stamp: ctx.now,
    };
    const entry = { chainId, sequence: booking.sequence, start: booking.start, end: booking.end };
    return new Response(calendarFile([entry], about, booking.status === "cancelled" ? "CANCEL" : "REQUEST"), {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'attachment; filename="visit.ics"',
        "cache-control": "no-store",
      },
    });
  });
