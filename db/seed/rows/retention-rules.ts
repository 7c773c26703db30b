/** How long clinics keep patients' records, as dated rows; a default that the clinic's college and lawyer confirm. */

export type RetentionRow = {
  /** First date the row holds. */
  effectiveFrom: string;
  yearsAfterLastEntry: number;
  ageOfMajority: number;
  yearsAfterMajority: number;
  source: string;
};

export const retentionRules: readonly RetentionRow[] = [
  {
    // The Limitation Act's fifteen years began on this day.
    effectiveFrom: "2013-06-01",
    yearsAfterLastEntry: 16,
    ageOfMajority: 19,
    yearsAfterMajority: 16,
    source: "Limitation Act (SBC 2012, c 13): 15 years, and one to serve a claim; age of majority in BC 19",
  },
];
