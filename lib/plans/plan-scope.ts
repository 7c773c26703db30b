// Which techniques belong to which track of a plan, and which practitioners may carry them out on a day. Denied unless a row allows it.
import type { ScopeRule } from "../../db/seed/rows/scope-rules.ts";
import { lacking, type StoredLicence } from "../charting/licensed.ts";
import type { LocalDate } from "../time/dates.ts";

export type ScopeTrack = {
  trackId: string;
  disciplineCode: string;
  profession: string;
  /** The fixed practitioner, or everybody who offers the track's services. */
  practitionerIds: readonly string[];
};

export type ScopeQuestion = {
  rules: readonly ScopeRule[];
  licences: readonly StoredLicence[];
  /** Ids of the catalogue, or `discipline:technique`. */
  techniques: readonly string[];
  /** Technique ids the patient has agreed to. */
  consent: readonly string[];
  tracks: readonly ScopeTrack[];
};

/** What one practitioner lacks for a technique on a date: nothing when allowed, `null` when nothing would help. */
const lacks = (question: ScopeQuestion, who: string, profession: string, technique: string, date: LocalDate) =>
  lacking(question, { practitionerId: who, profession, technique, date });

export type TechniquePlace = {
  technique: string;
  /** The track that carries it out; null when none may. */
  trackId: string | null;
  /** What is missing for it to be allowed. */
  needs: string[];
};

/**
 * Gives each technique to the track with most practitioners who may carry it out on the date, the first among equals; one that was tied
 * to a discipline to that one. A missing consent alone does not take it away: the patient can still give it.
 */
export function placeTechniques(question: ScopeQuestion, date: LocalDate): TechniquePlace[] {
  return question.techniques.map((named) => {
    const [tied, only] = named.includes(":") ? named.split(":", 2) : [null, named];
    const technique = only ?? named;
    const judged = question.tracks
      .filter((track) => tied === null || track.disciplineCode === tied)
      .map((track) => {
        const all = track.practitionerIds.map((who) => lacks(question, who, track.profession, technique, date));
        const able = all.filter((needs) => needs !== null && !needs.some((need) => !need.startsWith("consent:")));
        const almost = all.find((needs) => needs !== null);
        return { trackId: track.trackId, able: able.length, needs: able[0] ?? almost ?? [] };
      });
    const best = judged.toSorted((a, b) => b.able - a.able)[0];
    if (!best) return { technique, trackId: null, needs: [] };
    return { technique, trackId: best.able > 0 ? best.trackId : null, needs: best.needs };
  });
}

/** Asks, remembering the answers, whether a practitioner may carry out all techniques of a track on a date; consents count as given. */
export function scopeOfTrack(
  question: ScopeQuestion,
  track: ScopeTrack,
  places: readonly TechniquePlace[],
): (practitionerId: string, date: LocalDate) => boolean {
  const own = places.filter((place) => place.trackId === track.trackId).map((place) => place.technique);
  const known = new Map<string, boolean>();
  return (practitionerId, date) => {
    const key = `${practitionerId} ${date}`;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = question.licences.some(
        (row) =>
          row.practitionerId === practitionerId &&
          row.profession === track.profession &&
          row.validFrom <= date &&
          (row.validUntil === null || date <= row.validUntil),
      );
      for (const technique of own) {
        if (!answer) break;
        const needs = lacks(question, practitionerId, track.profession, technique, date);
        answer = needs !== null && needs.every((need) => need.startsWith("consent:"));
      }
      known.set(key, answer);
    }
    return answer;
  };
}
