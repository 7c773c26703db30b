// The shape of a course of visits on a time axis: plain data in, places and words out.
import type { Hue } from "@/components/ui/hue";
import { asWritten, type Tell } from "@/lib/languages/tell";

export type VisitState = "attended" | "booked" | "open" | "missed" | "provisional" | "held";

export type TaperVisit = {
  id: string;
  label: string;
  /** Local date, `YYYY-MM-DD`. */
  date: string;
  windowFrom?: string;
  windowTo?: string;
  minutes: number;
  state: VisitState;
  /** The local time as words, such as "10:20 AM". */
  timeLabel?: string;
};

export type TaperTrack = { id: string; name: string; letter: string; hue: Hue; visits: readonly TaperVisit[] };

export type TaperReassessment = { date: string; label: string };

export const stateWords: Record<VisitState, string> = {
  attended: "Attended",
  booked: "Booked",
  open: "Not booked yet",
  missed: "Missed",
  provisional: "After reassessment",
  held: "Held for you",
};

/** Whole days since 1970-01-01 of a date `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

/** Share of the way from `from` to `to`, in percent with two decimals; dates outside lie outside 0–100. */
export function percentAt(date: string, from: string, to: string): number {
  const span = Math.max(1, dayNumber(to) - dayNumber(from));
  return Math.round(((dayNumber(date) - dayNumber(from)) / span) * 10_000) / 100;
}

/** Radius in pixels; the area grows with the minutes, from 5 px to 13 px. */
export function dotRadius(minutes: number): number {
  return Math.min(13, Math.max(5, Math.round(1.35 * Math.sqrt(Math.max(0, minutes)) * 10) / 10));
}

/** How much all dots shrink (0.7–1) so that neighbours on a line `widthPx` wide hardly cover each other. */
export function dotScale(tracks: readonly TaperTrack[], from: string, to: string, widthPx: number): number {
  const pxPerDay = widthPx / Math.max(1, dayNumber(to) - dayNumber(from));
  let scale = 1;
  for (const track of tracks) {
    const visits = track.visits.toSorted((a, b) => a.date.localeCompare(b.date));
    for (const [index, visit] of visits.entries()) {
      const before = visits[index - 1];
      if (!before) continue;
      const room = (dayNumber(visit.date) - dayNumber(before.date)) * pxPerDay - 2;
      scale = Math.min(scale, room / (dotRadius(before.minutes) + dotRadius(visit.minutes)));
    }
  }
  return Math.max(0.7, Math.round(scale * 100) / 100);
}

/** Space in pixels before a row that comes `days` after the one above: felt, yet 90 days still fit a phone. */
export function gapHeight(days: number): number {
  return days <= 1 ? 0 : Math.round(Math.min(180, 4.5 * (days - 1)));
}

/** "2 weeks later", or nothing below a week, where the space alone says enough. */
export function gapWords(days: number): string | undefined {
  if (days < 7) return undefined;
  const weeks = Math.round(days / 7);
  return weeks === 1 ? "a week later" : `${weeks} weeks later`;
}

/** The language of the page, and how it writes dates. */
export type SayIn = { t: Tell; locale: string };

export const inEnglish: SayIn = { t: asWritten, locale: "en-CA" };

/** The first day of each month inside `[from, to]`, with the year where it changes or the axis begins. */
export function monthMarks(from: string, to: string, locale = "en-CA"): { date: string; label: string }[] {
  const marks: { date: string; label: string }[] = [];
  let [year, month] = from.split("-").map(Number) as [number, number];
  for (;;) {
    const date = `${year}-${String(month).padStart(2, "0")}-01`;
    if (date > to) return marks;
    if (date >= from) {
      const name = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" }).format(new Date(date));
      marks.push({ date, label: month === 1 || marks.length === 0 ? `${name} ${year}` : name });
    }
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
}

const shortFormats = new Map<string, Intl.DateTimeFormat>();

/** "Dec 1" */
export function shortDayWords(date: string, locale = "en-CA"): string {
  const format =
    shortFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" });
  shortFormats.set(locale, format);
  return format.format(new Date(`${date}T00:00:00Z`));
}

export type TaperEvent =
  | { kind: "visit"; date: string; track: TaperTrack; lane: number; visit: TaperVisit }
  | { kind: "reassessment"; date: string; label: string }
  | { kind: "today"; date: string };

/** Everything on the axis in the order it happens; on one day: reassessment, today, then visits. */
export function eventsInOrder(
  tracks: readonly TaperTrack[],
  reassessments: readonly TaperReassessment[],
  today: string | undefined,
): TaperEvent[] {
  const events: TaperEvent[] = reassessments.map(({ date, label }) => ({ kind: "reassessment", date, label }));
  for (const [lane, track] of tracks.entries()) {
    for (const visit of track.visits) events.push({ kind: "visit", date: visit.date, track, lane, visit });
  }
  if (today) events.push({ kind: "today", date: today });
  const rank = { reassessment: 0, today: 1, visit: 2 };
  return events.sort((a, b) => a.date.localeCompare(b.date) || rank[a.kind] - rank[b.kind]);
}
