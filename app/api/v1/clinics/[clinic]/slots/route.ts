// Open starts of a service, day by day in the clinic's zone.
import { slotsInput } from "@/lib/booking/booking-input";
import type { SlotsView } from "@/lib/booking/booking-views";
import { findSlots } from "@/lib/booking/find-slots";
import { guestCtx } from "@/lib/server/contexts";
import { jsonText, parse, route } from "@/lib/server/route";
import { rfc3339 } from "@/lib/time/zone";

export const GET = (request: Request, { params }: RouteContext<"/api/v1/clinics/[clinic]/slots">) =>
  route(request, { limit: "read" }, async () => {
    const { ctx } = await guestCtx((await params).clinic);
    const { service, practitioner, from, to } = parse(
      slotsInput,
      Object.fromEntries(new URL(request.url).searchParams),
    );
    const view = await findSlots(ctx, {
      serviceId: service,
      practitionerId: practitioner,
      fromDate: from,
      toDate: to,
    });
    return jsonText(slotsText(view));
  });

// The same answer is given for as long as nothing changes; writing it out takes longer than finding it.
const written = new WeakMap<SlotsView, string>();

function slotsText(view: SlotsView): string {
  const known = written.get(view);
  if (known !== undefined) return known;
  const { timeZone, slots } = view;
  const text = JSON.stringify({
    timeZone,
    slots: slots.map((slot) => ({
      start: rfc3339(slot.start, timeZone),
      end: rfc3339(slot.end, timeZone),
      practitioners: slot.practitionerIds,
    })),
  });
  written.set(view, text);
  return text;
}
