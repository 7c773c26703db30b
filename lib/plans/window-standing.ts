// Whether a visit lies inside its window, by its day.
export type WindowStanding = "early" | "on_time" | "late";

/** The window's both days count as inside. */
export const windowStanding = (visit: { onDate: string; windowFrom: string; windowTo: string }): WindowStanding =>
  visit.onDate < visit.windowFrom ? "early" : visit.onDate > visit.windowTo ? "late" : "on_time";
