// What people must be told about an appointment.
import type { Announcement } from "../events/outbox.ts";

export function newsOf(
  kind: "appointment.booked" | "appointment.moved" | "appointment.cancelled",
  appointment: { id: string; chainId: string },
  more: Record<string, string | boolean> = {},
): Announcement {
  return {
    kind,
    payload: { appointmentId: appointment.id, chainId: appointment.chainId, ...more },
    dedupeKey: `${kind}:${appointment.id}`,
  };
}
