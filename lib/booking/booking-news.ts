// What people must be told about an appointment, and when.
import type { Announcement } from "../events/outbox.ts";

const HOUR = 3_600_000;

/** Hours before the start at which a reminder goes out. */
export const REMINDER_HOURS = [72, 24] as const;

/** Reminders still to come; each is sent only if the appointment then still stands as it did. */
export function remindersOf(appointment: { id: string; start: Date }, now: Date): Announcement[] {
  return REMINDER_HOURS.flatMap((hours) => {
    const runAt = new Date(appointment.start.getTime() - hours * HOUR);
    if (runAt.getTime() <= now.getTime()) return [];
    return [
      {
        kind: "appointment.reminder" as const,
        payload: { appointmentId: appointment.id, hours },
        dedupeKey: `appointment.reminder:${appointment.id}:${hours}`,
        runAt,
      },
    ];
  });
}

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
