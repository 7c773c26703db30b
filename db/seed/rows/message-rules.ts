/** When people are written to, as dated rows; a clinic's own row of a later or the same day takes a standard row's place. */

export type MessageRulesRow = {
  /** First local date the row holds. */
  effectiveFrom: string;
  /** Hours before a visit at which it is reminded of. */
  earlyHours: number;
  /** A second reminder so many hours before; null for none. */
  lateHours: number | null;
  /** A visit that follows the one before it by less than so many days is reminded of once. */
  onceBelowDays: number;
  /** Local minutes of the day between which nobody is written to unasked; the end is on the next morning. */
  quietFromMin: number;
  quietToMin: number;
  /** The most messages a person gets in seven days, whatever they are about; answers to what they did themselves do not count. */
  weeklyCap: number;
  /** Days after a plan's next visit became due to be booked on which its patient is written to; then it is for the desk to call. */
  nudgeDays: readonly number[];
  /** Hours after a visit at which its patient is asked how it went; null for never. */
  checkInHours: number | null;
  /** To how many people on the waiting list a freed time is offered at once, and for how long. */
  offersAtOnce: number;
  offerMinutes: number;
  /** How long the word that a visit was booked online is held back, so that it can be undone. */
  holdMinutes: number;
  /** Topics that go by text message unless somebody chose otherwise. */
  textTopics: readonly string[];
  source: string;
};

export const messageRules: readonly MessageRulesRow[] = [
  {
    effectiveFrom: "2013-06-01",
    earlyHours: 48,
    lateHours: 3,
    onceBelowDays: 8,
    quietFromMin: 21 * 60,
    quietToMin: 8 * 60,
    weeklyCap: 6,
    nudgeDays: [0, 3, 7],
    checkInHours: 24,
    offersAtOnce: 5,
    offerMinutes: 120,
    holdMinutes: 3,
    textTopics: [],
    source:
      "Reminders lower non-attendance by about a quarter (RR 0.77, 0.71 to 0.84); soreness after massage begins within 12 hours and lasts up to 36 (Cambron 2007); the rest is a start for the clinic to change",
  },
];
