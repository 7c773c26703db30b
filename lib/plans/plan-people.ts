// Reads who may carry out which part of a plan: licences, scope rows and the patient's consents, track by track.
import { consentsOfPatient, licencesOf, scopeRuleRows } from "../../db/queries/plans.ts";
import { offerRows } from "../../db/queries/clinics.ts";
import { patientRow } from "../../db/queries/patients.ts";
import type { TxCtx } from "../context/context.ts";
import type { LocalDate } from "../time/dates.ts";
import { scopeRulesOf, type StoredLicence, type StoredScopeRule } from "../charting/licensed.ts";
import {
  placeTechniques,
  scopeOfTrack,
  type ScopeQuestion,
  type ScopeTrack,
  type TechniquePlace,
} from "./plan-scope.ts";
import type { CourseState } from "./plan-state.ts";

export const techniqueConsent = (technique: string): string => `technique:${technique}`;

export type PlanPeople = {
  places: TechniquePlace[];
  /** By track id: who offers all its services, whether licensed or not. */
  offering: ReadonlyMap<string, readonly string[]>;
  mayDo: (trackId: string) => (practitionerId: string, date: LocalDate) => boolean;
  /** Names of the disciplines for which nobody may do the work on the plan's first day. */
  emptyTracks: string[];
};

/** The dated rows that judge who may do what. */
export type PeopleRows = {
  offers: readonly { serviceId: string; practitionerId: string }[];
  rules: readonly StoredScopeRule[];
  licences: readonly StoredLicence[];
  consents: readonly { purpose: string }[];
};

/** `agreed`: techniques the patient agrees to just now. */
export async function peopleOf(
  ctx: TxCtx,
  state: CourseState & { plan: { patientId: string } },
  agreed: readonly string[] = [],
): Promise<PlanPeople> {
  const { tx, clinicId } = ctx;
  const [all, patient] = await Promise.all([offerRows(tx, clinicId), patientRow(tx, clinicId, state.plan.patientId)]);
  const offers = all.filter(({ practitionerId }) => !patient?.notWith.includes(practitionerId));
  const everybody = [...new Set([...offeringOf(state, offers).values()].flat())];
  const [rules, licences, consents] = await Promise.all([
    scopeRuleRows(tx, clinicId),
    everybody.length ? licencesOf(tx, clinicId, everybody) : [],
    consentsOfPatient(tx, clinicId, state.plan.patientId),
  ]);
  const now = agreed.map((technique) => ({ purpose: techniqueConsent(technique) }));
  return peopleAmong(state, { offers, rules, licences, consents: [...consents, ...now] });
}

function offeringOf(state: CourseState, offers: PeopleRows["offers"]): Map<string, string[]> {
  return new Map(
    state.tracks.map((track) => {
      const services = new Set(track.phases.map(({ serviceId }) => serviceId));
      const able = [...new Set(offers.map((offer) => offer.practitionerId))].filter((who) =>
        [...services].every((id) => offers.some((offer) => offer.serviceId === id && offer.practitionerId === who)),
      );
      return [track.trackId, able.toSorted()];
    }),
  );
}

/** The same from rows that were read before. */
export function peopleAmong(state: CourseState, { offers, rules, licences, consents }: PeopleRows): PlanPeople {
  const offering = offeringOf(state, offers);
  const tracks = state.tracks.map((track): ScopeTrack => {
    const { trackId, disciplineCode, profession, primaryPractitionerId } = track;
    const all = offering.get(trackId) ?? [];
    const practitionerIds = primaryPractitionerId === null ? all : all.filter((who) => who === primaryPractitionerId);
    return { trackId, disciplineCode, profession, practitionerIds };
  });
  const question: ScopeQuestion = {
    rules: scopeRulesOf(rules),
    licences,
    techniques: state.plan.techniques,
    consent: consents.flatMap(({ purpose }) => (purpose.startsWith("technique:") ? [purpose.slice(10)] : [])),
    tracks,
  };
  const places = placeTechniques(question, state.plan.startOn);
  const asked = new Map(tracks.map((track) => [track.trackId, scopeOfTrack(question, track, places)]));
  const mayDo = (trackId: string) => asked.get(trackId) ?? (() => false);
  return {
    places,
    offering,
    mayDo,
    emptyTracks: state.tracks.flatMap((track, index) =>
      tracks[index]!.practitionerIds.some((who) => mayDo(track.trackId)(who, state.plan.startOn))
        ? []
        : [track.disciplineName],
    ),
  };
}
