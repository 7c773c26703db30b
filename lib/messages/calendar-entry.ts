// Calendar entries: UTC times, one stable UID a chain of appointments, a SEQUENCE that counts its moves. No health detail.
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";

export type CalendarEntry = { chainId: string; sequence: number; start: Date; end: Date };

type About = { clinicName: string; clinicEmail: string; place: string; url: string; stamp: Date };

/** An `.ics` file of visits at the clinic; `CANCEL` takes them out again. */
export function calendarFile(entries: CalendarEntry[], about: About, method: "REQUEST" | "CANCEL"): string {
  const calendar = ical({
    prodId: { company: "Taper", product: "Taper", language: "EN" },
    method: method === "CANCEL" ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: `${entry.chainId}@taper`,
      sequence: entry.sequence,
      stamp: about.stamp,
      start: entry.start,
      end: entry.end,
      summary: `Appointment at ${about.clinicName}`,
      location: about.place,
      url: about.url,
      // A request without its organizer is no invitation (RFC 5546, 3.2.2), and some calendars refuse it.
      organizer: { name: about.clinicName, email: about.clinicEmail },
      status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

type Feed = { name: string; summary: string; stamp: Date };

/** A calendar to subscribe to: what is not in it any more is gone, so nothing in it is ever cancelled. */
export function feedFile(entries: readonly CalendarEntry[], { name, summary, stamp }: Feed): string {
  const calendar = ical({
    name,
    prodId: { company: "Taper", product: "Taper", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3_600,
  });
  for (const { chainId, sequence, start, end } of entries)
    calendar.createEvent({ id: `${chainId}@taper`, sequence, stamp, start, end, summary });
  return calendar.toString();
}
