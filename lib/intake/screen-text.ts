/** What a patient reads after the screen, by tier, with the telephone numbers of the clinic's region. */

import type { ScreenTier } from "./screen.ts";

export type CareLines = {
  /** Emergency number. */
  emergency: string;
  /** Where the nurse line is, for a sentence: "In BC you can call …". */
  place: string;
  /** Number and name of the nurse line, open day and night. */
  nurseLine: string;
  /** Its number for people who are deaf or hard of hearing. */
  nurseLineText: string;
};

export type CareRegion = "CA-BC" | "CA-ON";

export const CARE_LINES: Record<CareRegion, CareLines> = {
  "CA-BC": { emergency: "911", place: "BC", nurseLine: "8-1-1 (HealthLink BC)", nurseLineText: "7-1-1" },
  "CA-ON": { emergency: "911", place: "Ontario", nurseLine: "8-1-1 (Health811)", nurseLineText: "1-866-797-0007" },
};

/** `emergency` is the number to offer as a telephone link; null where no call is asked for. */
export type ScreenText = { title: string; body: string; notice: string; emergency: string | null };

const NOTICE = "This form is not medical advice and is not monitored in real time.";

const emergencyBody = ({ emergency }: CareLines) =>
  `Your answers include signs that need emergency care now. Call ${emergency} or go to the nearest emergency department. ` +
  "Do not drive yourself.";

/** Wording for somebody in care whose plan rests because of it. */
export function stopText(tier: "A" | "B", lines: CareLines): ScreenText {
  const text = screenText(tier, lines);
  return tier === "A" ? { ...text, body: emergencyBody(lines) } : text;
}

/** Wording for the tier. It never says that somebody is fine and never names a diagnosis; a clinician and a lawyer sign it off. */
export function screenText(tier: ScreenTier, lines: CareLines): ScreenText {
  switch (tier) {
    case "A":
      return {
        title: "Get emergency care now",
        body: `${emergencyBody(lines)} We have not booked an appointment.`,
        notice: NOTICE,
        emergency: lines.emergency,
      };
    case "B":
      return {
        title: "See a doctor or nurse practitioner first",
        body:
          "Please have this checked by a doctor or nurse practitioner before hands-on treatment. " +
          `In ${lines.place} you can call ${lines.nurseLine} any time to speak to a nurse (${lines.nurseLineText} for deaf/hard of hearing). ` +
          `If it gets suddenly worse, call ${lines.emergency}.`,
        notice: NOTICE,
        emergency: lines.emergency,
      };
    case "C":
      return {
        title: "Start with an assessment",
        body: "You can book an assessment. Your practitioner will review your answers before any treatment.",
        notice: NOTICE,
        emergency: null,
      };
    case "clear":
      return {
        title: "You can go on to book",
        body: "Tell your practitioner if anything changes before your visit.",
        notice: NOTICE,
        emergency: null,
      };
  }
}
