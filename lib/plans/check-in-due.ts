// Which check-in is asked for just now: after the last visit, before the next one, or one in between.

export const checkInKinds = ["before", "after", "between"] as const;
export type CheckInKind = (typeof checkInKinds)[number];

export type VisitToCheck = { appointmentId: string | null; start: Date | null; end: Date | null; state: string };
export type CheckInOf = { kind: CheckInKind; appointmentId: string | null };

const hour = 3_600_000;
/** Asked from about a day after a visit until its soreness is long over; before the next one, from two days ahead. */
const after = { from: 20 * hour, to: 7 * 24 * hour };
const before = 48 * hour;

const given = (done: readonly CheckInOf[], kind: CheckInKind, appointmentId: string | null) =>
  done.some((one) => one.kind === kind && one.appointmentId === appointmentId);

/** How the last visit was comes first; one that was given already is not asked for again. */
export function checkInDue(visits: readonly VisitToCheck[], done: readonly CheckInOf[], now: Date): CheckInOf {
  const past = visits
    .filter(({ state, end }) => {
      const since = end === null ? -1 : now.getTime() - end.getTime();
      return state === "attended" && since >= after.from && since <= after.to;
    })
    .toSorted((a, b) => b.end!.getTime() - a.end!.getTime())[0];
  if (past && !given(done, "after", past.appointmentId)) return { kind: "after", appointmentId: past.appointmentId };
  const next = visits
    .filter(({ state, start }) => {
      const ahead = start === null ? -1 : start.getTime() - now.getTime();
      return (state === "booked" || state === "provisional") && ahead > 0 && ahead <= before;
    })
    .toSorted((a, b) => a.start!.getTime() - b.start!.getTime())[0];
  if (next && !given(done, "before", next.appointmentId)) return { kind: "before", appointmentId: next.appointmentId };
  return { kind: "between", appointmentId: null };
}
