// What the calendar is handed: everything is said in words and minutes before it is drawn.
import type { BadgeTone } from "@/components/ui/badge";
import type { Hue } from "@/components/ui/hue";
import type { IconName } from "@/components/ui/icon";

export type SheetStatus = "held" | "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow" | "expired";

export type SheetVisit = {
  id: string;
  /** Stays the same when the visit moves. */
  chain: string;
  href: string;
  startMin: number;
  endMin: number;
  /** "9:00 am" */
  time: string;
  until: string;
  who: string;
  what: string;
  /** "Priya Nair"; in a calendar of rooms the column does not say it. */
  withWhom: string;
  letter: string;
  hue: Hue;
  status: SheetStatus;
  first: boolean;
  /** The desk has something to know; what, stands on the visit's page. */
  alert: boolean;
  /** "4 of 8" when it is part of a plan. */
  plan: string | null;
  review: boolean;
  changed: boolean;
  owed: string | null;
  overbooked: string | null;
  rooms: string;
  /** Whether the desk may still give it another time. */
  movable: boolean;
  /** Starts of its service lie on multiples of it. */
  stepMin: number;
};

export type Span = { startMin: number; endMin: number };

export type SheetColumn = {
  /** Unlike any other column's of the sheet. */
  id: string;
  date: string;
  /** Null for a room. */
  practitionerId: string | null;
  name: string;
  title: string;
  /** Where a new visit is booked into this column; null for a room. */
  bookHref: string | null;
  /** Minute of the day in the clinic's zone; null on other days. */
  nowMin: number | null;
  open: Span[];
  off: (Span & { reason: string })[];
  visits: SheetVisit[];
};

export type SheetView = "day" | "rooms" | "week";

export type DaySheet = {
  view: SheetView;
  date: string;
  /** "Tuesday, November 24, 2026", or the week's. */
  title: string;
  isToday: boolean;
  /** Whole hours that the grid shows. */
  fromHour: number;
  toHour: number;
  hours: { hour: number; label: string }[];
  /** When it was read, in words. */
  asOf: string;
  people: { id: string; name: string }[];
  columns: SheetColumn[];
};

export const statusSign: Record<SheetStatus, { word: string; icon: IconName; tone: BadgeTone }> = {
  held: { word: "Held", icon: "clock", tone: "neutral" },
  booked: { word: "Booked", icon: "calendar", tone: "neutral" },
  arrived: { word: "Arrived", icon: "walk-in", tone: "accent" },
  fulfilled: { word: "Done", icon: "check", tone: "good" },
  cancelled: { word: "Cancelled", icon: "cancelled", tone: "neutral" },
  noshow: { word: "No-show", icon: "no-show", tone: "warn" },
  expired: { word: "Let go", icon: "close", tone: "neutral" },
};

/** Ended without taking place: kept in lists, never drawn over what is there now. */
export const isGone = (visit: SheetVisit): boolean => visit.status === "cancelled" || visit.status === "expired";

/** "A. R." for a screen that others can see. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${String.fromCodePoint(word.codePointAt(0)!)}.`)
    .join(" ");

/** What a screen reader hears, and what stands in the list. */
export function visitMarks(visit: SheetVisit): string[] {
  return [
    ...(visit.alert ? ["Alert"] : []),
    ...(visit.first ? ["First visit"] : []),
    ...(visit.plan ? [`Plan ${visit.plan}`] : []),
    ...(visit.review ? ["Review first"] : []),
    ...(visit.changed ? ["Answers changed"] : []),
    ...(visit.owed ? [`${visit.owed} unpaid`] : []),
    ...(visit.overbooked ? ["Overbooked"] : []),
  ];
}
