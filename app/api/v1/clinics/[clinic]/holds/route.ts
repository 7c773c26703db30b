// Keeps a start for ten minutes.
import { holdInput } from "@/lib/booking/booking-input";
import { holdSlot } from "@/lib/booking/hold-slot";
import { guestCtx } from "@/lib/server/contexts";
import { json, readBody, route } from "@/lib/server/route";
import { rfc3339 } from "@/lib/time/zone";

export const POST = async (request: Request, { params }: RouteContext<"/api/v1/clinics/[clinic]/holds">) => {
  const { clinic: slug } = await params;
  return route(request, { limit: "hold", clinic: slug }, async () => {
    const { ctx, clinic } = await guestCtx(slug);
    const { service, practitioner, start } = await readBody(request, holdInput);
    const hold = await holdSlot(ctx, { serviceId: service, practitionerId: practitioner, start });
    return json(
      {
        hold: hold.appointmentId,
        expiresAt: rfc3339(hold.expiresAt, clinic.timeZone),
        practitioner: hold.practitionerId,
      },
      201,
    );
  });
};
