// What staff see of a patient; guests are never shown any of it.
import type { Language } from "../languages/language.ts";

export type PatientLine = {
  patientId: string;
  name: string;
  preferredName: string | null;
  birthDate: string | null;
  email: string | null;
  mobile: string | null;
};

export type PatientView = PatientLine & {
  guardianName: string | null;
  guardianRelation: string | null;
  deskRules: DeskRulesView;
  createdAt: Date;
  episodes: EpisodeLine[];
  visits: PatientVisitLine[];
};

/** What the desk keeps to when it books this patient. */
export type DeskRulesView = {
  alert: string | null;
  /** Never online. */
  staffOnly: boolean;
  /** Practitioners who do not see this patient. */
  notWith: readonly string[];
  /** In which letters are written. */
  language: Language;
};

export type EpisodeLine = {
  episodeId: string;
  /** Null, like its onset, for who may not read the chart. */
  condition: string | null;
  onset: string | null;
  payer: string;
  crashDate: string | null;
  claimNumber: string | null;
  startedOn: string;
  endedOn: string | null;
};

export type PatientVisitLine = {
  appointmentId: string;
  chainId: string;
  start: Date;
  end: Date;
  status: string;
  serviceName: string;
  disciplineCode: string;
  practitionerName: string;
  reviewRequired: boolean;
  visitId: string | null;
};
