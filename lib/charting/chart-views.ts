// What a chart shows: assessments, scores, notes, screens and files of one patient, with who wrote them and when.
import type { WordingView } from "../intake/signed-texts.ts";
import type { FileKind } from "./file-kind.ts";
import type { Finding } from "./session-note.ts";

export type TriggerPointRole = "primary" | "contributing" | "not_involved";

export type AssessmentView = {
  assessmentId: string;
  episodeId: string;
  practitionerName: string;
  muscles: string;
  joints: string;
  posture: string;
  movement: string;
  classification: string;
  risk: string;
  triggerPointRole: TriggerPointRole;
  maintainingFactors: string[];
  medicalAssessmentOnFile: boolean;
  assessedAt: Date;
  replacesId: string | null;
  /** A newer row stands in its place. */
  replaced: boolean;
};

export type ScoreView = {
  scoreId: string;
  episodeId: string;
  instrument: string;
  instrumentVersion: string;
  value: number;
  takenAt: Date;
  author: string;
  replaced: boolean;
};

export type NoteView = {
  noteId: string;
  appointmentId: string;
  appointmentStart: Date;
  body: string;
  /** Where it hurt, of a note written by its parts. */
  findings: Finding[];
  signedBy: string;
  signedAt: Date;
  amendsId: string | null;
};

export type ChartScreenView = {
  screenId: string;
  tier: string;
  signs: string[];
  unanswered: string[];
  askedHow: string;
  /** What the patient read; null where the questions were read out, or nobody knows. */
  shown: WordingView | null;
  answeredAt: Date;
  released: boolean;
  reviewReason: string | null;
};

export type ChartEpisodeView = {
  episodeId: string;
  condition: string;
  onset: string;
  payer: string;
  crashDate: string | null;
  claimNumber: string | null;
  startedOn: string;
  endedOn: string | null;
};

/** A file in the chart; what is in it is read apart. */
export type AttachmentView = {
  attachmentId: string;
  label: string;
  kind: FileKind;
  sizeBytes: number;
  addedBy: string;
  addedAt: Date;
  withdrawn: { by: string; at: Date; reason: string } | null;
};

/** Newest first in each list. */
export type ChartView = {
  patientId: string;
  patientName: string;
  /** For somebody from outside the care team, until when the chart stays open to them. */
  openUntil: Date | null;
  episodes: ChartEpisodeView[];
  assessments: AssessmentView[];
  scores: ScoreView[];
  notes: NoteView[];
  screens: ChartScreenView[];
  attachments: AttachmentView[];
};
