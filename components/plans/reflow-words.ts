// The words around planning the rest again: what is out of shape, what each policy means, and the difference line by line.
import { asWritten, type Tell } from "@/lib/languages/tell";
import type { CourseTrouble, PlanView, ReflowPolicy } from "@/lib/plans/plan-views";
import type { PolicyOutlook, ReflowView } from "@/lib/plans/reflow-views";
import { sayShortDate, sayShortDay, sayTime } from "@/lib/time/say";

/** Who reads: the patient is spoken to, staff read about the patient. */
export type Reader = "patient" | "staff";

const many = (count: number, one: string, more: string): string => (count === 1 ? one : `${count} ${more}`);

export function troubleWords({ kind, visitIds: { length } }: CourseTrouble, reader: Reader): string {
  switch (kind) {
    case "missed":
      return many(length, "One visit was missed.", "visits were missed.");
    case "open":
      return many(length, "One visit has no time.", "visits have no time.");
    case "outside":
      return many(
        length,
        "One visit is closer to the one before it, or further from it, than planned.",
        "visits are closer to the ones before them, or further from them, than planned.",
      );
    case "away":
      return `${many(length, "One visit is", "visits are")} booked while ${reader === "patient" ? "you are" : "the patient is"} away.`;
    case "paused":
      return `${many(length, "One visit is", "visits are")} booked inside the pause.`;
    case "resumed":
      return "The plan goes on after its pause.";
    case "decided":
      return "Visits to come have changed phase.";
  }
}

export const policyName: Record<ReflowPolicy, string> = {
  keep_cadence: "Keep the rhythm",
  keep_end: "Keep the end date",
  make_up: "Make up missed visits",
};

/** For those who do not choose it. */
export const policySentence: Record<ReflowPolicy, string> = {
  keep_cadence: "The plan keeps its rhythm.",
  keep_end: "The plan keeps its end date.",
  make_up: "The plan makes missed visits up.",
};

export const policyMeaning: Record<ReflowPolicy, string> = {
  keep_cadence:
    "Visits keep their distance from the last one that took place. A missed visit is left out, and the course may end on another day.",
  keep_end:
    "The course ends no later than planned. A missed visit is left out, and whatever no longer fits before the end falls away.",
  make_up: "A missed visit gets a new time, the rest follows it, and the course may end later.",
};

/** "Ends Tue, Feb 2: 6 kept, 2 moved, 1 new." */
export function outlookWords({ lastOn, open, ...counts }: PolicyOutlook, locale: string): string {
  const parts = (["kept", "moved", "new", "dropped"] as const).flatMap((group) =>
    counts[group] ? [`${counts[group]} ${group}`] : [],
  );
  if (open) parts.push(`${open} without a time`);
  const end = lastOn ? `Ends ${sayShortDate(lastOn, locale)}` : "Nothing is booked";
  return parts.length ? `${end}: ${parts.join(", ")}.` : `${end}.`;
}

export type DifferenceLine = {
  id: string;
  letter: string;
  hue: number;
  what: string;
  /** Where it is, or was. */
  from?: string;
  /** Where it goes. */
  to?: string;
  notes: string[];
};

export type OpenLine = DifferenceLine & { ways: string[] };

export type DifferenceLines = Record<"kept" | "moved" | "new" | "dropped", DifferenceLine[]> & { open: OpenLine[] };

type Words = { locale: string; reader: Reader; money: (minor: number) => string; t?: Tell };

/** The difference as lines in order of time; a visit left without a time stands with what would help. */
export function differenceLines(
  plan: PlanView,
  view: ReflowView,
  { locale, reader, money, t = asWritten }: Words,
): DifferenceLines {
  const { difference, course } = view;
  const proposed = new Map(course.proposal.map((visit) => [visit.visitId, visit]));
  const known = new Map(plan.visits.map((visit) => [visit.visitId, visit]));
  const when = (start: Date) =>
    `${sayShortDay(start, plan.timeZone, locale)}, ${sayTime(start, plan.timeZone, locale)}`;
  const line = (visitId: string): DifferenceLine => {
    const visit = proposed.get(visitId) ?? known.get(visitId);
    const track = plan.tracks.find(({ trackId }) => trackId === visit?.trackId);
    const { practitionerName: who, minutes, provisional } = visit!;
    return {
      id: visitId,
      letter: track?.letter ?? "",
      hue: track?.hue ?? 1,
      what: [`${t(track?.disciplineName ?? "")} ${visit!.number}`, `${minutes} min`, who].filter(Boolean).join(", "),
      notes: provisional ? [t("after reassessment")] : [],
    };
  };
  const inOrder = (lines: (DifferenceLine & { at: number })[]) => lines.toSorted((a, b) => a.at - b.at);
  const costs = (feeMinor: number) => (feeMinor > 0 ? [t(`giving it up now costs ${money(feeMinor)}`)] : []);
  return {
    kept: inOrder(
      difference.kept.map((id) => {
        const { start } = proposed.get(id)!;
        const resized = difference.resized.find(({ visitId }) => visitId === id);
        const { notes, ...rest } = line(id);
        const length = resized ? [t(`${resized.toMinutes} minutes instead of ${resized.fromMinutes}`)] : [];
        return { ...rest, notes: [...length, ...notes], to: when(start!), at: start!.getTime() };
      }),
    ),
    moved: inOrder(
      difference.moved.map(({ visitId, from, to }) => {
        const { notes, ...rest } = line(visitId);
        const [before, after] = [known.get(visitId)?.practitionerName, proposed.get(visitId)?.practitionerName];
        const other = before && before !== after ? [t(`until now with ${before}`)] : [];
        return { ...rest, notes: [...other, ...notes], from: when(from), to: when(to), at: to.getTime() };
      }),
    ),
    new: inOrder(
      difference.new.map(({ visitId, to }) => {
        const missed = known.get(visitId)?.state === "missed";
        const { notes, ...rest } = line(visitId);
        return {
          ...rest,
          notes: [...(missed ? [t("makes up the missed one")] : []), ...notes],
          to: when(to),
          at: to.getTime(),
        };
      }),
    ),
    dropped: inOrder(
      difference.dropped.map(({ visitId, from, leaves, feeMinor }) => ({
        ...line(visitId),
        ...(from ? { from: when(from) } : {}),
        notes: [
          t(leaves ? "leaves the plan: there is no room before its end" : "loses its time, and still needs one"),
          ...costs(feeMinor),
        ],
        at: from?.getTime() ?? Infinity,
      })),
    ),
    open: course.open.map((one) => ({
      ...line(one.visitId),
      notes: [t(reader === "patient" ? one.text.replace("the patient is away", "you are away") : one.text)],
      ways: one.relaxations.map(({ text }) => t(text)),
    })),
  };
}
