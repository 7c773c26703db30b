// A booking as the HTTP API shows it.
import { rfc3339 } from "../time/zone.ts";
import type { BookingView } from "./booking-views.ts";

export const bookingJson = (view: BookingView) => ({
  appointment: {
    id: view.appointmentId,
    status: view.status,
    start: rfc3339(view.start, view.timeZone),
    end: rfc3339(view.end, view.timeZone),
    timeZone: view.timeZone,
    service: { id: view.serviceId, name: view.serviceName },
    practitioner: { id: view.practitionerId, name: view.practitionerName },
    location: view.location,
    priceMinor: view.priceMinor,
    taxMinor: view.taxMinor,
    currency: view.currency,
  },
  canChange: view.canChange,
  freeUntil: rfc3339(view.freeUntil, view.timeZone),
  feeNowMinor: view.feeNowMinor,
});
