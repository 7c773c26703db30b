/** Until when somebody may act for a young person online, as dated rows by region; the clinic's lawyer confirms them. */

export type GuardianAges = {
  /** First date the row holds. */
  effectiveFrom: string;
  region: "CA-BC" | "CA-ON";
  /** From this birthday on the young person has to agree. */
  askFrom: number;
  /** On this birthday it ends. */
  endsAt: number;
  source: string;
};

export const guardianAges: readonly GuardianAges[] = [
  {
    // The mature-minor rule of section 17 in its present form.
    effectiveFrom: "1992-06-01",
    region: "CA-BC",
    askFrom: 12,
    endsAt: 19,
    source:
      "BC: no set age at which a child can consent for themselves (Infants Act, RSBC 1996, c 223, s. 17; HealthLinkBC, Infants Act and mature minor consent); adult at 19 (Age of Majority Act, RSBC 1996, c 7). That the young person is asked from 12 on is a starting point.",
  },
  {
    effectiveFrom: "1996-03-29",
    region: "CA-ON",
    askFrom: 12,
    endsAt: 18,
    source:
      "Ontario: everybody is presumed capable, at any age (Health Care Consent Act, 1996, s. 4); adult at 18 (Age of Majority and Accountability Act). That the young person is asked from 12 on is a starting point.",
  },
];
