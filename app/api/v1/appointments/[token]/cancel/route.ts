// Cancels a booking under the policy it was made with.
import { bookingJson } from "@/lib/booking/booking-json";
import { viewBooking } from "@/lib/booking/view-booking";
import { cancelBooking } from "@/lib/payments/cancel-booking";
import { bookingDoor } from "@/lib/server/booking-door";
import { json, route } from "@/lib/server/route";

export const POST = (request: Request, { params }: RouteContext<"/api/v1/appointments/[token]/cancel">) =>
  route(request, { limit: "booking" }, async () => {
    const { ctx, chainId } = bookingDoor((await params).token);
    const { appointmentId } = await viewBooking(ctx, { chainId });
    const { late, feeMinor } = await cancelBooking(ctx, { appointmentId, byWhom: "patient", reason: "" });
    return json({ ...bookingJson(await viewBooking(ctx, { chainId })), late, feeMinor });
  });
