// A message before it leaves: whom it is for, what it is about, its letter, and what may go with it.
import type { TxCtx } from "../context/context.ts";
import type { EventKind } from "../events/outbox.ts";
import type { CalendarEntry } from "./calendar-entry.ts";
import type { Letter } from "./letter.ts";
import type { Topic } from "./topics.ts";

export type OutboxJob = { id: string; kind: EventKind; payload: Record<string, string | number | boolean | null> };

export type Message = {
  /** For a member of the clinic, who has no choices; a patient is reached as they chose. */
  to?: string;
  patientId: string | null;
  topic: Topic;
  letter: Letter;
  ics?: { entries: CalendarEntry[]; method: "REQUEST" | "CANCEL"; place: string; url: string };
  appointmentId?: string;
};

/** What is to be sent, why nothing is, or from when on it may be. */
export type Decision = Message | { skip: string } | { notBefore: Date };

export type Decide = (t: TxCtx, job: OutboxJob) => Promise<Decision>;

/** One of the ids that an outbox row names. */
export const named = (job: OutboxJob, name: string): string => String(job.payload[name] ?? "");
