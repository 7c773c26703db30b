// Which status an appointment may take after which.
import type { AppointmentStatus } from "./booking-views.ts";

const after: Record<AppointmentStatus, readonly AppointmentStatus[]> = {
  held: ["booked", "cancelled", "expired"],
  booked: ["arrived", "fulfilled", "noshow", "cancelled"],
  arrived: ["fulfilled", "noshow", "booked"],
  fulfilled: [],
  noshow: ["booked"],
  cancelled: [],
  expired: ["held"],
};

export const mayBecome = (from: AppointmentStatus, to: AppointmentStatus): boolean => after[from].includes(to);

const live: readonly AppointmentStatus[] = ["held", "booked", "arrived", "fulfilled"];

/** Whether it occupies practitioner, rooms and patient. */
export const isLive = (status: AppointmentStatus): boolean => live.includes(status);
