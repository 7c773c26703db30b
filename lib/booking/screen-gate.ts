// What the health answers allow: book, book an assessment only, or nothing until somebody has looked.
import { Refusal } from "../errors.ts";
import type { ScreenTier } from "../intake/screen.ts";

/** The refusal that a tier means for a kind of service, or null when it may be booked online. */
export function screenStop(tier: ScreenTier, serviceKind: "first" | "follow_up"): Refusal | null {
  if (tier === "A")
    return new Refusal(
      "screen_urgent",
      "Your answers include signs that need emergency care now. We have not booked an appointment.",
    );
  if (tier === "B")
    return new Refusal(
      "screen_medical_first",
      "Please see a doctor or nurse practitioner first. We have not booked an appointment.",
    );
  if (tier === "C" && serviceKind !== "first")
    return new Refusal(
      "screen_assessment_only",
      "With these answers we start with an assessment. Please book a first visit instead.",
    );
  return null;
}

/** Answers of another day stopped this person, and nobody has released them yet. */
export const reviewFirst = () =>
  new Refusal("review_first", "Please call us before you book: we would like to talk about your health answers first.");
