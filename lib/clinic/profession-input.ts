/** The shape of a profession at a doorway, what professions are called, and which techniques need a credential in one of them. */
import { z } from "zod";
import { scopeRules, type Profession } from "../../db/seed/rows/scope-rules.ts";

export const professionNames: Record<Profession, string> = {
  rmt: "Massage therapist (RMT)",
  physiotherapist: "Physiotherapist",
  acupuncturist: "Acupuncturist",
  osteopathic_practitioner: "Osteopathic practitioner",
};

export const professionInput = z.enum(["rmt", "physiotherapist", "acupuncturist", "osteopathic_practitioner"]);

/** Ids of techniques; a credential carries the id of the technique it opens. */
export const credentialTechniques: ReadonlySet<string> = new Set(
  scopeRules.flatMap(({ technique, cell }) => {
    if (cell === "allowed" || cell === "denied") return [];
    return [cell.startsWith("credential:") ? cell.slice("credential:".length) : technique];
  }),
);
