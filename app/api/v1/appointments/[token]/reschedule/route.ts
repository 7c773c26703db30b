// Moves a booking to another open start; the old one is kept when the new one cannot be had.
import { moveInput } from "@/lib/booking/booking-input";
import { bookingJson } from "@/lib/booking/booking-json";
import { rescheduleAppointment } from "@/lib/booking/reschedule-appointment";
import { viewBooking } from "@/lib/booking/view-booking";
import { bookingDoor } from "@/lib/server/booking-door";
import { json, readBody, route } from "@/lib/server/route";

export const POST = (request: Request, { params }: RouteContext<"/api/v1/appointments/[token]/reschedule">) =>
  route(request, { limit: "booking" }, async () => {
    const { ctx, chainId } = bookingDoor((await params).token);
    const { start, practitioner } = await readBody(request, moveInput);
    const { appointmentId } = await viewBooking(ctx, { chainId });
    await rescheduleAppointment(ctx, { appointmentId, start, practitionerId: practitioner });
    return json(bookingJson(await viewBooking(ctx, { chainId })));
  });
