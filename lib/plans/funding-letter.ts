/**
 * The first draft of a letter that asks a payer for more visits. What a treatment plan has to say: functional progress, functional and
 * return-to-work goals, active interventions and other factors (ICBC, treatment plans for health care providers; read 2026-11).
 */

import type { LocalDate } from "../time/dates.ts";

export type LetterFacts = {
  payerName: string;
  patientName: string;
  birthDate: LocalDate | null;
  claimNumber: string | null;
  crashDate: LocalDate | null;
  condition: string;
  disciplineName: string;
  /** Of the discipline: given so far, and what the payer has paid for in all. */
  given: number;
  visits: number | null;
  until: LocalDate | null;
  scores: readonly {
    name: string;
    first: number;
    last: number;
    firstOn: LocalDate;
    lastOn: LocalDate;
    better: "lower" | "higher";
  }[];
  maintainingFactors: readonly string[];
  techniques: readonly string[];
  askedVisits: number;
  askedUntil: LocalDate;
  practitionerName: string;
  say: (date: LocalDate) => string;
};

const scoreLine = (
  { name, first, last, firstOn, lastOn, better }: LetterFacts["scores"][number],
  say: LetterFacts["say"],
) => {
  if (firstOn === lastOn) return `- ${name}: ${first} on ${say(firstOn)}`;
  const gained = better === "lower" ? first - last : last - first;
  const word = gained > 0 ? "better" : gained < 0 ? "worse" : "unchanged";
  return `- ${name}: ${first} on ${say(firstOn)}, ${last} on ${say(lastOn)} (${word})`;
};

export function draftLetter(facts: LetterFacts): string {
  const { say } = facts;
  const about = [
    `Patient: ${facts.patientName}${facts.birthDate ? `, born ${say(facts.birthDate)}` : ""}`,
    `Claim: ${facts.claimNumber ?? "(claim number)"}`,
    ...(facts.crashDate ? [`Day of the crash: ${say(facts.crashDate)}`] : []),
    `Condition: ${facts.condition}`,
  ];
  const so = facts.visits === null ? `${facts.given} visits` : `${facts.given} of ${facts.visits} visits`;
  return [
    `To ${facts.payerName}`,
    about.join("\n"),
    `We ask for ${facts.askedVisits} further visits of ${facts.disciplineName.toLowerCase()}, until ${say(facts.askedUntil)}.`,
    `Treatment so far: ${so}${facts.until ? `, paid until ${say(facts.until)}` : ""}.`,
    `Functional progress:\n${facts.scores.length ? facts.scores.map((one) => scoreLine(one, say)).join("\n") : "- (what the patient can do again)"}`,
    "Functional and return-to-work goals:\n- (what is to be reached with these visits, and by when)",
    `Active interventions:\n${facts.techniques.length ? facts.techniques.map((one) => `- ${one}`).join("\n") : "- (what the patient does themselves)"}`,
    `Other factors:\n${facts.maintainingFactors.length ? facts.maintainingFactors.map((one) => `- ${one}`).join("\n") : "- None known"}`,
    `${facts.practitionerName}`,
  ].join("\n\n");
}
