// A plan's preview as the HTTP API shows it, and the shape of that for its description.
import { z } from "zod";
import { sayShortDate } from "../time/say.ts";
import { rfc3339 } from "../time/zone.ts";
import { payers } from "./funding-input.ts";
import type { OpenReason, ProposedVisit } from "./plan-views.ts";
import type { PlanPreview } from "./preview-plan.ts";

const date = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const minor = z.int().meta({ description: "whole minor units of `money.currency`" });
const days = z.int().meta({ description: "whole local days from the track's visit before" });
const track = z.int().meta({ description: "place in `tracks`, from 0" });
const pays = z
  .array(z.object({ who: z.enum([...payers.filter((payer) => payer !== "self"), "patient"]), minor, taxMinor: minor }))
  .meta({ description: "adds up to price and tax" });
const sum = z.object({ visits: z.int(), priceMinor: minor, taxMinor: minor, pays });

export const previewShape = z.object({
  template: z.object({ code: z.string(), version: z.int(), name: z.string() }),
  timeZone: z.string(),
  start: date,
  bookableUntil: date,
  tracks: z.array(
    z.object({
      discipline: z.string(),
      name: z.string(),
      practitioner: z.uuid().nullable().meta({ description: "who most of the track's visits are with" }),
    }),
  ),
  phases: z.array(
    z.object({
      track,
      name: z.string(),
      visits: z.int(),
      minGap: days,
      targetGap: days,
      maxGap: days,
      service: z.uuid(),
      durationMin: z.int(),
    }),
  ),
  placements: z.array(
    z.object({
      track,
      discipline: z.string(),
      number: z.int().meta({ description: "within its track, from 1" }),
      phase: z.string(),
      service: z.uuid(),
      durationMin: z.int(),
      window: z.object({ from: date, target: date, to: date }),
      date: date.meta({ description: "of the start, or the day reckoned with for a visit left open" }),
      start: instant.nullable(),
      end: instant.nullable(),
      practitioner: z.uuid().nullable(),
      open: z
        .object({
          reason: z.string(),
          text: z.string(),
          relaxations: z.array(z.object({ kind: z.string(), text: z.string(), date })),
        })
        .nullable()
        .meta({ description: "why it found no start, and which single change would give it one" }),
      provisional: z
        .boolean()
        .meta({ description: "after the next reassessment: booked, unpaid and free to drop until decided there" }),
      money: z.object({ priceMinor: minor, taxMinor: minor, pays, because: z.string() }),
    }),
  ),
  cost: z.object({
    points: z.int(),
    parts: z.object({
      cadence: z.int(),
      preference: z.int(),
      continuity: z.int(),
      pairing: z.int(),
      funding: z.int(),
      moves: z.int(),
      open: z.int(),
    }),
    optimal: z.boolean().meta({ description: "proven: no placement costs fewer points" }),
    bound: z.int().meta({ description: "no placement costs fewer points than this" }),
  }),
  money: z
    .object({ currency: z.string(), all: sum, firm: sum.meta({ description: "without provisional visits" }) })
    .meta({ description: "sums over the visits that found a start" }),
  warnings: z.array(z.string()),
});

export type PreviewJson = z.output<typeof previewShape>;

export function previewJson(preview: PlanPreview): PreviewJson {
  const { template, tracks, course, answer } = preview;
  const { timeZone } = course;
  const trackAt = new Map(tracks.map(({ trackId }, index) => [trackId, index]));
  const open = new Map(course.open.map((one) => [one.visitId, one]));
  const placed = course.proposal.filter(({ start }) => start !== null);
  return {
    template: { code: template.code, version: template.version, name: template.name },
    timeZone,
    start: preview.startOn,
    bookableUntil: preview.bookableUntil,
    tracks: tracks.map(({ trackId, disciplineCode, disciplineName }) => ({
      discipline: disciplineCode,
      name: disciplineName,
      practitioner: answer.primaries[trackId] ?? null,
    })),
    phases: tracks.flatMap(({ phases }, index) =>
      phases.map(({ name, visits, minGap, targetGap, maxGap, serviceId, minutes }) => ({
        track: index,
        name,
        visits,
        minGap,
        targetGap,
        maxGap,
        service: serviceId,
        durationMin: minutes,
      })),
    ),
    placements: course.proposal.map((visit) => ({
      track: trackAt.get(visit.trackId) ?? 0,
      discipline: visit.disciplineCode,
      number: visit.number,
      phase: visit.phaseName,
      service: visit.serviceId,
      durationMin: visit.minutes,
      window: { from: visit.windowFrom, target: visit.targetOn, to: visit.windowTo },
      date: visit.onDate,
      start: visit.start && rfc3339(visit.start, timeZone),
      end: visit.end && rfc3339(visit.end, timeZone),
      practitioner: visit.practitionerId,
      open: openJson(open.get(visit.visitId)),
      provisional: visit.provisional,
      money: {
        priceMinor: visit.priceMinor,
        taxMinor: visit.taxMinor,
        pays: paysOf([visit]),
        because: visit.because,
      },
    })),
    cost: { points: answer.cost, parts: answer.parts, optimal: answer.optimal, bound: answer.bound },
    money: {
      currency: course.totals.currency,
      all: sumOf(placed),
      firm: sumOf(placed.filter(({ provisional }) => !provisional)),
    },
    warnings: warningsOf(preview),
  };
}

const openJson = (reason: OpenReason | undefined): PreviewJson["placements"][number]["open"] =>
  reason === undefined
    ? null
    : {
        reason: reason.kind,
        text: reason.text,
        relaxations: reason.relaxations.map(({ kind, text, onDate }) => ({ kind, text, date: onDate })),
      };

type Pays = PreviewJson["placements"][number]["money"]["pays"];

/** The payers' parts first, the patient's last. */
function paysOf(visits: readonly ProposedVisit[]): Pays {
  const parts = new Map<Pays[number]["who"], { minor: number; taxMinor: number }>();
  const add = (who: Pays[number]["who"], minorUnits: number, taxMinor: number) => {
    const before = parts.get(who) ?? { minor: 0, taxMinor: 0 };
    parts.set(who, { minor: before.minor + minorUnits, taxMinor: before.taxMinor + taxMinor });
  };
  for (const visit of visits)
    if (visit.payer !== "self") add(visit.payer, visit.payerMinor, visit.taxMinor - visit.patientTaxMinor);
  for (const visit of visits) add("patient", visit.patientMinor, visit.patientTaxMinor);
  return [...parts].map(([who, part]) => ({ who, ...part }));
}

const sumOf = (visits: readonly ProposedVisit[]): PreviewJson["money"]["all"] => ({
  visits: visits.length,
  priceMinor: visits.reduce((total, { priceMinor }) => total + priceMinor, 0),
  taxMinor: visits.reduce((total, { taxMinor }) => total + taxMinor, 0),
  pays: paysOf(visits),
});

/** What somebody who reads nothing else should know. */
function warningsOf({ template, choices, payer, course, answer, emptyTracks, bookableUntil }: PlanPreview): string[] {
  const { proposal, open, totals, reassessments } = course;
  const of = (count: number) => `${count} of ${proposal.length} visits`;
  const late = open.filter(({ kind }) => kind === "horizon").length;
  const blocked = open.length - late;
  const own = proposal.filter((visit) => visit.start !== null && visit.payer === "self").length;
  const [review] = reassessments;
  return [
    ...emptyTracks.map((name) => `Nobody may do the work of ${name.toLowerCase()} on the first day.`),
    ...(blocked ? [`${of(blocked)} found no time; each says why.`] : []),
    ...(late ? [`${of(late)} lie behind the last day that can be booked, ${sayShortDate(bookableUntil)}.`] : []),
    ...(payer !== "self" && own ? [`${of(own)} are the patient's own: the payer asked does not pay them.`] : []),
    ...(totals.provisionalCount && review
      ? [
          `${of(totals.provisionalCount)} come after the reassessment on ${sayShortDate(review.onDate)}: provisional until decided there.`,
        ]
      : []),
    ...(template.capText ? [`${template.capText}.`] : []),
    ...choices.map(({ named, taken }) => `${named.join(" or ")}: reckoned with ${taken.toLowerCase()}.`),
    ...(answer.optimal
      ? []
      : ["The search ended early: this is the best course found, not proven to be the best there is."]),
  ];
}
