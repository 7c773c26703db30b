// What a patient's details may serve, as they read it, and what holds while they have said nothing.

/** To `care` a patient says yes by a signature under the clinic’s own text; it is taken back here. */
export const purposes = {
  care: {
    name: "Your treatment",
    text: "The clinic examines and treats you, and keeps a record of it.",
    unsaid: true,
    refused: "Nobody treats you until you have signed again. The law asks us to keep your record for its time.",
  },
  sharing: {
    name: "Sharing within your care team",
    text: "Everybody at the clinic who treats you reads your whole chart.",
    unsaid: true,
    refused:
      "Your chart is open to who examined you or leads your plan, and to the clinical lead. Others who treat you give a reason each time, which you can see.",
  },
  statistics: {
    name: "Statistics of the clinic",
    text: "Your visits are counted, without your name, when the clinic studies how long people stay in care.",
    unsaid: true,
    refused: "Your plans are left out of these counts. Bookings and payments are still added up: the clinic has to.",
  },
  news: {
    name: "News and offers",
    text: "The clinic also writes to you about news and offers.",
    /** Beside the box among one's messages. */
    box: "Also write to me about news and offers of the clinic. I can take this back here at any time.",
    unsaid: false,
    refused: "You get no news and offers.",
  },
} as const;

export type Purpose = keyof typeof purposes;

export const purposeNames = Object.keys(purposes) as Purpose[];

/** Of the texts above; a new wording gets a new version. */
export const purposeVersion = "2026-11";

/** The latest word of each, and what holds by it. */
export const holds = (purpose: Purpose, said: { given: boolean } | null | undefined): boolean =>
  said ? said.given : purposes[purpose].unsaid;
