// One booking by its signed token.
import { bookingJson } from "@/lib/booking/booking-json";
import { viewBooking } from "@/lib/booking/view-booking";
import { bookingDoor } from "@/lib/server/booking-door";
import { json, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/v1/appointments/[token]">) =>
  route(request, { limit: "read" }, async () => {
    const { ctx, chainId } = bookingDoor((await params).token);
    return json(bookingJson(await viewBooking(ctx, { chainId })));
  });
