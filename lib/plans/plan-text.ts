// The versioned texts of an offer: what the patient reads, and what signing it means.

export const planTextVersion = "2026-11";
export const planConsentVersion = "2026-11";

/** What signing says; a change of it is a new version. Wording to be signed off by the clinic's own lawyer. */
export const planConsentText: readonly string[] = [
  "My practitioner has explained this plan to me: what is proposed and why, what else there is, what it may bring and what it may risk.",
  "I can ask questions, refuse any part, and stop the whole plan at any time. Stopping costs nothing but a visit that I cancel too late.",
  "Visits after the next reassessment are provisional. They cost nothing until my practitioner and I decide there, and I can drop them.",
  "My practitioners of this clinic share what they need to know about my care with one another. I can ask them not to.",
  "I will say at once when something new worries me: numbness, weakness, dizziness, trouble seeing, or a headache unlike any before.",
];

/** What may change, as the offer says it. */
export const planTextNotes: readonly string[] = [
  "The number of visits and the gaps between them are a proposal, not a proven schedule. They may change at each reassessment.",
  "Moving a visit keeps your place in the plan. The late fee is the one shown with each visit.",
];
