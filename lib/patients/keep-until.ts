// How long a patient's record has to be kept.
import { addYears, type LocalDate } from "../time/dates.ts";

/** Years, all of them whole. */
export type RetentionRule = { yearsAfterLastEntry: number; ageOfMajority: number; yearsAfterMajority: number };

/**
 * The last day on which the record must be there: so long after the last entry, or after the patient came of age, whichever is later.
 * Somebody without a birth date may have been a newborn at the last entry, and is reckoned as one.
 * Source: BC Limitation Act (15 years and one to serve a claim), as the colleges' bylaws put it: 16 years from the last entry or from age 19.
 */
export function keepUntil(facts: {
  lastEntryOn: LocalDate;
  birthDate: LocalDate | null;
  rule: RetentionRule;
}): LocalDate {
  const { lastEntryOn, birthDate, rule } = facts;
  const afterEntry = addYears(lastEntryOn, rule.yearsAfterLastEntry);
  const afterMajority = addYears(birthDate ?? lastEntryOn, rule.ageOfMajority + rule.yearsAfterMajority);
  return afterEntry > afterMajority ? afterEntry : afterMajority;
}
