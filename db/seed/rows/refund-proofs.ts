/** From which amount on whoever gives money back proves first that it is them, as dated rows; a starting point for the clinic's owner. */

export type RefundProofRow = {
  /** First local date the row holds. */
  effectiveFrom: string;
  /** Of all that one person gives back within 24 hours and since their last proof, in minor units of the clinic's currency, whichever it is. */
  fromMinor: number;
  source: string;
};

export const refundProofs: readonly RefundProofRow[] = [
  {
    effectiveFrom: "2013-06-01",
    fromMinor: 50_000,
    source:
      "OWASP ASVS 5.0.0, 7.5.3: highly sensitive deeds ask for a further proof. That it begins at 500 dollars, above a course of three visits, is a starting point.",
  },
];
