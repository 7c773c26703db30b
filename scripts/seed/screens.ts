// Red-flag screens: most are clear, a few ask for a review first, two have stopped a booking and wait for a call.
import { screenQuestions, screenVersion } from "../../db/seed/rows/screen-questions.ts";
import { screenTier, signsOf } from "../../lib/intake/screen.ts";
import type { Clinic } from "./clinic.ts";
import type { Patient } from "./patients.ts";
import { after, day, deskOf, hour, minute, type Story } from "./story.ts";

type Answers = Record<string, "no" | "yes">;
type Asked = { patientId: string | null; at: Date; how: "online" | "phone" | "desk"; yes?: Answers; askedBy?: string };

/** Writes a screen as answered; every question that is not named is a "no". Answers with its id. */
export function addScreen(clinic: Clinic, { patientId, at, how, yes = {}, askedBy }: Asked): string {
  const asked = screenQuestions.filter((question) => !question.when || question.id in yes);
  const answers: Answers = { ...Object.fromEntries(asked.map(({ id }) => [id, "no" as const])), ...yes };
  const { signs, unanswered } = signsOf(screenQuestions, answers);
  const id = clinic.draw.id(at);
  clinic.rows.screens.push({
    clinicId: clinic.id,
    id,
    patientId,
    draftId: patientId === null ? clinic.draw.id(at) : null,
    version: screenVersion,
    answers,
    signs,
    unanswered,
    tier: screenTier({ signs, unanswered }).tier,
    askedHow: how,
    askedBy: askedBy ?? null,
    answeredAt: at,
  });
  return id;
}

const reasonsToReview = ["medicines", "conditions", "care_elsewhere", "headache_kind"] as const;

/** The screen of a first booking. */
export function screenNewcomer(
  story: Story,
  patient: Patient,
  at: Date,
  via: "online" | "phone",
  review: boolean,
): void {
  const { clinic } = story;
  const yes: Answers = review ? { [clinic.draw.pick(reasonsToReview)]: "yes" } : {};
  const askedBy = via === "phone" ? { askedBy: deskOf(story) } : {};
  patient.screenId = addScreen(clinic, { patientId: patient.id, at, how: via, yes, ...askedBy });
  patient.needsReview = review;
}

/** The practitioner has looked at it and released it. */
export function releaseScreen({ clinic }: Story, patient: Patient, memberId: string, at: Date): void {
  if (patient.screenId === null) return;
  clinic.rows.screenReviews.push({
    clinicId: clinic.id,
    id: clinic.draw.id(at),
    screenId: patient.screenId,
    memberId,
    decision: "released",
    reason: "Talked through at the visit; no sign that speaks against hands-on work, pressure kept low.",
    reviewedAt: at,
  });
  patient.needsReview = false;
}

/** Somebody known who said yes on the telephone today, and a guest whose online booking was stopped: both wait for a call. */
export function addStops(story: Story, known: Patient | undefined): void {
  const { clinic } = story;
  const { rows, draw, clock, id: clinicId } = clinic;
  const task = (screenId: string, patientId: string | null, name: string, phone: string | null, at: Date) =>
    rows.callTasks.push({
      clinicId,
      id: draw.id(at),
      kind: "medical_first",
      patientId,
      screenId,
      name,
      phone,
      email: null,
      reason: "Health answers ask for a doctor's look first. Call to arrange it, and ask for a clearance note.",
      dueAt: at,
      createdAt: at,
    });
  const guestAt = after(clock.now, -110 * minute);
  const guest = addScreen(clinic, {
    patientId: null,
    at: guestAt,
    how: "online",
    yes: { fever: "yes", fever_with: "no" },
  });
  task(guest, null, "Robin Castellano", `+1${clinic.design.areaCodes[0]}5559001`, guestAt);
  if (!known) return;
  const at = after(clock.now, -1 * day + 3 * hour);
  const yes = { numbness: "yes", numbness_sudden: "no" } as const;
  const screenId = addScreen(clinic, { patientId: known.id, at, how: "phone", yes, askedBy: deskOf(story) });
  const row = rows.patients.find((one) => one.id === known.id);
  task(screenId, known.id, known.name, row?.mobile ?? null, at);
}
