// How often each thing may be asked for, by whom, and what holds while the shared counters cannot be reached.

export type Limit = {
  most: number;
  seconds: number;
  /**
   * While the table cannot be reached: `refuse` where guessing is the danger, else so few in each process as still let people book.
   */
  withoutTable: "refuse" | number;
  /** Begins the answer; how long to wait follows. */
  said: string;
};

const quarter = 15 * 60;

export const limits = {
  /** By account: nobody is locked out for good, and whoever knows the password waits a quarter of an hour at most. */
  "sign-in": { most: 10, seconds: quarter, withoutTable: "refuse", said: "Too many tries." },
  "sign-in-code": { most: 10, seconds: quarter, withoutTable: "refuse", said: "Too many tries." },
  /** By account: each sends a mail. */
  "new-password": { most: 3, seconds: 3600, withoutTable: "refuse", said: "Several links were asked for already." },
  /** By session: a PIN is short, so few guesses are let at it. */
  "desk-pin": {
    most: 5,
    seconds: quarter,
    withoutTable: "refuse",
    said: "Too many wrong PINs. Sign in with your password.",
  },
  /** By member: lines of the audit about what they may not do. */
  "refused-line": { most: 30, seconds: 3600, withoutTable: "refuse", said: "Many refusals were noted already." },
  /** By network: one guess at each of many accounts. */
  "sign-in-network": { most: 100, seconds: quarter, withoutTable: "refuse", said: "Too many tries from this network." },
  /** By network: asking for, and guessing at, the codes that open plans. */
  "plan-code": { most: 40, seconds: quarter, withoutTable: "refuse", said: "Too many tries from this network." },
  /** By clinic and network: guessing at gift cards' codes, each of eighty bits; a whole desk counts as one. */
  "gift-code": { most: 30, seconds: quarter, withoutTable: "refuse", said: "Too many codes from this network." },
  /** By clinic and network: eight digits that open a form on a tablet for ten minutes. */
  "tablet-code": { most: 40, seconds: quarter, withoutTable: "refuse", said: "Too many codes from this network." },
  /** By clinic and network. A hold ends after ten minutes, so twice as many are the most that can live at once. */
  hold: { most: 12, seconds: 600, withoutTable: 3, said: "Many times are being kept from this network already." },
  booking: { most: 30, seconds: 600, withoutTable: 5, said: "Many bookings came from this network just now." },
  /** By clinic and network: somebody has to read each of them. */
  comment: { most: 5, seconds: 3600, withoutTable: "refuse", said: "Several comments came from this network." },
  /** By network: each writes a hundred rows and a letter. */
  "open-clinic": {
    most: 5,
    seconds: 3600,
    withoutTable: "refuse",
    said: "Several clinics were opened from this network.",
  },
  /** By network: finding places for a whole plan is the most work that anybody can ask for. */
  preview: { most: 60, seconds: 60, withoutTable: 10, said: "Many plans were asked for from this network." },
  /**
   * By network, of which a whole clinic may be one. Each process counts for itself: one more round trip would cost more than the slot
   * search, and a flood is stopped as well.
   */
  read: { most: 1200, seconds: 60, withoutTable: 1200, said: "Many requests came from this network." },
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** Those that the table counts. */
export type SharedLimit = Exclude<LimitName, "read">;

/** "12 minutes", rounded up: who comes back then is let in. */
export function sayWait(seconds: number): string {
  if (seconds <= 90) return `${seconds} second${seconds === 1 ? "" : "s"}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
