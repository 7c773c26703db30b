// What the screen answers to whoever asked it, what stands for a patient, and the calls the desk owes.
import type { ScreenAction, ScreenTier } from "./screen.ts";

export type ScreenAnswerView = { screenId: string; tier: ScreenTier; action: ScreenAction; reasons: string[] };

export type StandingScreen = {
  screenId: string;
  tier: ScreenTier;
  /** A licensed clinician released the stop. */
  released: boolean;
  /** In the same sitting the person first answered with a stop and then changed the answers. */
  changedAfterStop: boolean;
  answeredAt: Date;
};

export type CallTaskView = {
  taskId: string;
  kind: string;
  name: string;
  phone: string | null;
  email: string | null;
  reason: string;
  dueAt: Date;
  createdAt: Date;
  patientId: string | null;
  screenId: string | null;
  planId: string | null;
};

export type DraftView = { draftId: string; answers: Record<string, unknown>; expiresAt: Date };
