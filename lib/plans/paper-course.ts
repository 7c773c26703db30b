// A course on paper: tracks, phases and visits of a template or of what was typed, each on its target day. Pure.
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import type { Catalogue, DisciplineView, ServiceView } from "../clinic/catalogue-views.ts";
import { Refusal } from "../errors.ts";
import type { LocalDate } from "../time/dates.ts";
import { phaseShapes } from "./phase-shape.ts";
import { gapsOfEach, phaseOfEach, windowsOf, type Gaps, type Window } from "./cadence.ts";
import type { CourseState, CourseTrackState, StatePhase } from "./plan-state.ts";
import type { PlanPreferences } from "./plan-views.ts";

export type DraftPhase = Gaps & { name: string; visits: number; minutes: number };
export type DraftTrack = { discipline: DisciplineView; primaryPractitionerId: string | null; phases: DraftPhase[] };

export type PaperVisit = { visitId: string; phase: StatePhase; number: number; window: Window };
export type PaperTrack = DraftTrack & { trackId: string; laid: StatePhase[]; visits: PaperVisit[] };

/** Who leads a plan, and the professions they are licensed in. */
export type Lead = { practitionerId: string; professions: ReadonlySet<string> };

export type TemplateChoice = {
  /** The practitioner of the disciplines they are licensed in; elsewhere the planner chooses, unless somebody is named. */
  lead?: Lead | undefined;
  /** One discipline code a track, where the template leaves the choice. */
  trackDisciplines?: readonly string[] | undefined;
  /** A fixed practitioner a track, or null for the planner to choose. */
  trackPractitioners?: readonly (string | null)[] | undefined;
  /** Phases a track in place of the template's. */
  phases?: readonly (readonly DraftPhase[])[] | undefined;
};

/** The tracks of a template as this clinic can carry them out. Refuses with `invalid`. */
export function tracksOfTemplate(body: PlanTemplate, choice: TemplateChoice, catalogue: Catalogue): DraftTrack[] {
  const { lead } = choice;
  const codesOfLead =
    catalogue.practitioners.find(({ id }) => id === lead?.practitionerId)?.disciplineCodes ?? ([] as readonly string[]);
  const disciplineOf = (code: string | undefined) => catalogue.disciplines.find((one) => one.code === code);
  const leadsIn = (discipline: DisciplineView | undefined): boolean =>
    discipline !== undefined &&
    lead?.professions.has(discipline.profession) === true &&
    codesOfLead.includes(discipline.code);
  return body.tracks.map((track, index) => {
    const asked = choice.trackDisciplines?.[index];
    if (asked !== undefined && !track.disciplines.some((code) => code === asked))
      throw new Refusal("invalid", "This template does not have that discipline.", {
        fields: [{ field: `trackDisciplines.${index}`, message: `Choose ${track.disciplines.join(" or ")}.` }],
      });
    const own = track.disciplines.find((code) => leadsIn(disciplineOf(code)));
    const discipline = disciplineOf(asked ?? own ?? track.disciplines.find((code) => disciplineOf(code)));
    if (!discipline) throw new Refusal("invalid", "This clinic does not have the template's discipline.");
    const fixed = choice.trackPractitioners?.[index];
    const leads = lead && leadsIn(discipline) ? lead.practitionerId : null;
    const phases = choice.phases?.[index] ?? track.phases;
    return {
      discipline,
      primaryPractitionerId: fixed === undefined ? leads : fixed,
      phases: phaseShapes(phases),
    };
  });
}

/** The follow-up of the discipline whose length comes nearest; the longer one among equals. */
export function serviceFor(catalogue: Catalogue, disciplineCode: string, minutes: number): ServiceView {
  const able = catalogue.services.filter(
    (service) => service.disciplineCode === disciplineCode && service.kind === "follow_up",
  );
  const best = able.toSorted(
    (a, b) => Math.abs(a.durationMin - minutes) - Math.abs(b.durationMin - minutes) || b.durationMin - a.durationMin,
  )[0];
  if (!best)
    throw new Refusal("invalid", `This clinic has no follow-up visit in ${disciplineCode.replaceAll("_", " ")}.`);
  return best;
}

/** Lays the tracks from a day on, taking ids from `nextId`. Refuses with `invalid` when a practitioner does not offer a track's visits. */
export function layTracks(
  tracks: readonly DraftTrack[],
  catalogue: Catalogue,
  startOn: LocalDate,
  nextId: () => string,
): PaperTrack[] {
  return tracks.map((track): PaperTrack => {
    const laid = track.phases.map((phase): StatePhase & { service: ServiceView } => {
      const service = serviceFor(catalogue, track.discipline.code, phase.minutes);
      const { name, visits, minGap, targetGap, maxGap } = phase;
      const gaps = { minGap, targetGap, maxGap };
      const at = { serviceId: service.id, serviceName: service.name, minutes: service.durationMin };
      return { phaseId: nextId(), name, visits, ...gaps, ...at, service };
    });
    refuseStranger(track, laid);
    const windows = windowsOf(startOn, gapsOfEach(laid), []);
    return {
      ...track,
      trackId: nextId(),
      laid: laid.map(({ service: _service, ...phase }) => phase),
      visits: phaseOfEach(laid).map(({ service: _service, ...phase }, index) => ({
        visitId: nextId(),
        phase,
        number: index + 1,
        window: windows[index]!,
      })),
    };
  });
}

function refuseStranger(track: DraftTrack, phases: readonly { service: ServiceView }[]): void {
  const who = track.primaryPractitionerId;
  if (who === null || phases.every(({ service }) => service.practitionerIds.includes(who))) return;
  throw new Refusal(
    "invalid",
    `The chosen practitioner does not offer ${track.discipline.name.toLowerCase()} visits.`,
    {
      fields: [{ field: "trackPractitioners", message: "Choose somebody of this discipline, or leave it open." }],
    },
  );
}

/** The laid tracks as placing sees them: nothing of them is in a calendar yet. */
export const statesOfPaper = (tracks: readonly PaperTrack[]): CourseTrackState[] =>
  tracks.map(({ discipline, primaryPractitionerId, trackId, laid, visits }) => ({
    trackId,
    disciplineId: discipline.id,
    disciplineCode: discipline.code,
    disciplineName: discipline.name,
    letter: discipline.letter,
    hue: discipline.hue,
    profession: discipline.profession,
    deep: discipline.deep,
    primaryPractitionerId,
    phases: laid,
    visits: visits.map(({ visitId, phase, number, window }) => ({
      row: { id: visitId, number, targetOn: window.targetOn },
      phase,
      appointment: null,
      state: "open",
      day: null,
    })),
  }));

/** A template as the plan it would be drafted as, before it is anybody's. Refuses with `invalid`. */
export function stateOfTemplate(
  catalogue: Catalogue,
  body: PlanTemplate,
  { startOn, preferences, ...choice }: TemplateChoice & { startOn: LocalDate; preferences: PlanPreferences },
): CourseState {
  const { clinic, policy, practitioners } = catalogue;
  let last = 0;
  const laid = layTracks(tracksOfTemplate(body, choice, catalogue), catalogue, startOn, () => String(++last));
  return {
    plan: {
      id: "paper",
      startOn,
      reassess: body.reassess.map((point) => ({ ...point })),
      techniques: [],
      currency: clinic.currency,
      depositMinor: policy.planDepositMinor,
      reflowPolicy: "keep_cadence",
      activatedAt: null,
    },
    clinic,
    preferences,
    names: new Map(practitioners.map(({ id, name }) => [id, name])),
    facts: [],
    tracks: statesOfPaper(laid),
  };
}
