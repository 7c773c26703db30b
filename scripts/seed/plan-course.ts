// Lays the visits of a plan into the calendar: each as near to its target as its window and everybody's hours allow.
import type { PlanTemplate, TemplatePhase } from "../../db/seed/rows/plan-templates.ts";
import { addDays, daysBetween, type LocalDate } from "../../lib/time/dates.ts";
import { inDiscipline, serviceOf, type Clinic, type Practitioner, type Service } from "./clinic.ts";
import type { Place } from "./day-book.ts";
import { datesBetween } from "./holidays.ts";
import type { Story } from "./story.ts";

export type Phase = { design: TemplatePhase; service: Service };

export type Visit = {
  track: Track;
  phase: number;
  /** 1… within its track. */
  number: number;
  targetOn: LocalDate;
  windowFrom: LocalDate;
  windowTo: LocalDate;
  /** Null where nothing fits. */
  place: Place | null;
};

export type Track = { primary: Practitioner; phases: Phase[]; visits: Visit[] };

/** One track a discipline; where a template leaves the choice, the first that has somebody. `names` asks for certain people. */
export function tracksOf(clinic: Clinic, template: PlanTemplate, names: readonly string[] = []): Track[] {
  const { draw } = clinic;
  return template.tracks.map(({ disciplines, phases }, index) => {
    const offered = disciplines.filter((code) => inDiscipline(clinic, code).length);
    const discipline = draw.pick(offered);
    const people = inDiscipline(clinic, discipline);
    const asked = people.find((one) => one.design.name === names[index]);
    const weights = people.map((one) => [one, one.weekly.length ** 2] as const);
    return {
      primary: asked ?? draw.weighted(weights),
      phases: phases.map((design) => ({ design, service: serviceOf(clinic, discipline, design.minutes) })),
      visits: [],
    };
  });
}

export type Wish = {
  service: Service;
  people: readonly Practitioner[];
  from: LocalDate;
  target: LocalDate;
  to: LocalDate;
};

/** The free place nearest to the target day, with the first of the people if possible, at the time of day that the patient likes. */
export function placeNear({ book }: Story, wish: Wish, patientId: string, likesMinute: number): Place | null {
  const dates = datesBetween(wish.from, wish.to).toSorted(
    (a, b) => Math.abs(daysBetween(a, wish.target)) - Math.abs(daysBetween(b, wish.target)) || (a < b ? -1 : 1),
  );
  for (const practitioner of wish.people)
    for (const date of dates) {
      const places = book.starts(practitioner, wish.service, date, patientId);
      const [nearest] = places.toSorted((a, b) => Math.abs(a.start - likesMinute) - Math.abs(b.start - likesMinute));
      if (nearest) return nearest;
    }
  return null;
}

/** Fills the tracks' visits from the first day on and takes their places. A place counts from `earliest` on. */
export function layCourse(story: Story, tracks: readonly Track[], startOn: LocalDate, patientId: string): void {
  const { clinic, book } = story;
  const likesMinute = clinic.draw.whole(9 * 60, 17 * 60);
  tracks.forEach((track, index) => {
    const colleagues = inDiscipline(clinic, track.primary.discipline.code).filter((one) => one !== track.primary);
    let previous: LocalDate | null = null;
    track.phases.forEach(({ design, service }, phase) => {
      for (let turn = 0; turn < design.visits; turn++) {
        const base: LocalDate = previous ?? addDays(startOn, index * 2);
        const [from, target] = previous
          ? [addDays(base, design.minGap), addDays(base, design.targetGap)]
          : [base, base];
        const to = addDays(base, design.maxGap);
        const people = [track.primary, ...colleagues];
        const place = placeNear(story, { service, people, from, target, to }, patientId, likesMinute);
        if (place) book.take(place, patientId);
        const number = track.visits.length + 1;
        track.visits.push({ track, phase, number, targetOn: target, windowFrom: from, windowTo: to, place });
        previous = place?.date ?? target;
      }
    });
  });
}

/** The day of a visit, or the one it would have had. */
export const dayOf = (visit: Visit): LocalDate => visit.place?.date ?? visit.targetOn;

/** All visits of a course by their days. */
export const inOrder = (tracks: readonly Track[]): Visit[] =>
  tracks.flatMap((track) => track.visits).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
