// How staff read of what a patient signed or answered, and of the wording that stood before them.
import type { WordingView } from "@/lib/intake/signed-texts";

const names: Record<string, string> = {
  booking: "Terms of booking",
  plan: "Agreement to a plan",
  treatment: "Consent to treatment",
};

/** A consent to one technique is named after it. */
export const signedTextName = (purpose: string): string =>
  names[purpose] ?? `Consent: ${purpose.replace(/^technique:/, "").replaceAll("_", " ")}`;

export const wordingWords = ({ languageName, wording, approvedBy }: WordingView): string =>
  `Read in ${languageName}, wording ${wording}${approvedBy ? `, approved by ${approvedBy}` : ""}.`;
