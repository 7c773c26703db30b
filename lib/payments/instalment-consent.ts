// What a patient agrees to who pays a course in instalments.

/** Shown before the first one is paid; the version is kept with the card. */
export const instalmentConsent = {
  version: "instalments-2026-11",
  text: "The card I pay with is kept by Stripe, and the clinic charges the instalments to it on their days. The clinic may also charge it for visits I had and did not pay otherwise, and for fees that were shown to me when I booked. I can pay an instalment otherwise before its day, and have the card forgotten at any time.",
};
