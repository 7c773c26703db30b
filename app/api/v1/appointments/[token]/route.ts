// One booking by its signed token.
import { bookingJson } from "@/lib/booking/booking-json";
import { viewBooking } from "@/lib/booking/view-booking";
import { bookingDoor } from "@/lib/server/booking-door";
import { json, route } from "@/lib/server/route";

export const GET = (_request: Request, { params }: RouteContext<"/api/v1/appointments/[token]">) =>
  route(async () => {
    const { ctx, chainId } = bookingDoor((await params).token);
    return json(bookingJson(await viewBooking(ctx, { chainId })));
  });
