// Open starts of a service, day by day in the clinic's zone.
import { slotsInput } from "@/lib/booking/booking-input";
import { findSlots } from "@/lib/booking/find-slots";
import { guestCtx } from "@/lib/server/contexts";
import { json, parse, route } from "@/lib/server/route";
import { rfc3339 } from "@/lib/time/zone";

export const GET = (request: Request, { params }: RouteContext<"/api/v1/clinics/[clinic]/slots">) =>
  route(async () => {
    const { ctx } = await guestCtx((await params).clinic);
    const { service, practitioner, from, to } = parse(
      slotsInput,
      Object.fromEntries(new URL(request.url).searchParams),
    );
    const { timeZone, slots } = await findSlots(ctx, {
      serviceId: service,
      practitionerId: practitioner,
      fromDate: from,
      toDate: to,
    });
    return json({
      timeZone,
      slots: slots.map((slot) => ({
        start: rfc3339(slot.start, timeZone),
        end: rfc3339(slot.end, timeZone),
        practitioners: slot.practitionerIds,
      })),
    });
  });
