// What the chapters of a made-up history share.
import { memberIn, type Clinic } from "./clinic.ts";
import { dayBookOf, type DayBook } from "./day-book.ts";
import type { PendingReceipt } from "./receipts.ts";
import { rosterOf, type Patient, type Roster } from "./patients.ts";

export type Story = {
  clinic: Clinic;
  book: DayBook;
  roster: Roster;
  patients: Patient[];
  /** Numbered at the end, in the order of their moments. */
  receipts: PendingReceipt[];
};

export const storyOf = (clinic: Clinic): Story => ({
  clinic,
  book: dayBookOf(clinic),
  roster: rosterOf(clinic),
  patients: [],
  receipts: [],
});

export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

export const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
export const later = (a: Date, b: Date): Date => (a > b ? a : b);
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** A moment between two, on a whole minute; the first when they are the wrong way round. */
export function between({ clinic }: Story, from: Date, to: Date): Date {
  const minutes = Math.floor((to.getTime() - from.getTime()) / minute);
  return minutes > 0 ? after(from, clinic.draw.whole(0, minutes) * minute) : from;
}

export const deskOf = (story: Story): string => memberIn(story.clinic);
