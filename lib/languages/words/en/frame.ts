// What stands around every patient page, and what form controls say by themselves.
export const frame = {
  skip: "Skip to the main part",
  privacy: "Privacy",
  terms: "Terms",
  byTaper: "Booking by Taper. We ask only what your visit needs.",
  languages: "Languages",
  onlyEnglish: "This page is in English for now.",
  notApproved:
    "This text is in English until a person responsible for it has approved its translation. We gladly go through it with you by phone: {phone}",
  /** For the parts that stand in both kinds of page. */
  parts: {
    lookAgain: "Please look at this again",
    pleaseChange: "Please change:",
    optional: "(optional)",
    year: "Year",
    month: "Month",
    day: "Day",
    sending: "Sending",
    change: "Change",
    step: "Step {current} of {total}",
  },
  fault: "That did not work, and nothing was changed. Please try again, or call us and mention {id}.",
} as const;
