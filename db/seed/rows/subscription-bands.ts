/** What clinics pay for Taper a month, as dated rows: one amount for all who treat there, by the band that their number falls into. */

export type SubscriptionBand = {
  /** The band holds this many practitioners and fewer; null: and more. */
  upTo: number | null;
  monthMinor: number;
};

export type SubscriptionList = {
  /** First date on which the list holds. A list is never changed; another one takes its place from a day on. */
  effectiveFrom: string;
  currency: string;
  /** Days that a new clinic tries everything for nothing. */
  trialDays: number;
  /** Days between a refused payment, or the end of a trial, and the day from which nothing new can be booked. */
  graceDays: number;
  /** Ascending; the last one has no end. */
  bands: readonly SubscriptionBand[];
  source: string;
};

/** In order of their days. */
export const subscriptionLists: readonly SubscriptionList[] = [
  {
    effectiveFrom: "2026-01-01",
    currency: "CAD",
    trialDays: 30,
    graceDays: 14,
    bands: [
      { upTo: 1, monthMinor: 5_900 },
      { upTo: 5, monthMinor: 12_500 },
      { upTo: 8, monthMinor: 18_900 },
      { upTo: 12, monthMinor: 25_900 },
      { upTo: 25, monthMinor: 38_900 },
      { upTo: null, monthMinor: 52_500 },
    ],
    source:
      "A starting point, to be set by whoever runs Taper; bands as Cliniko's (USD 45 to 395, read 2026-07): all features, administrators and places free",
  },
];
