// What somebody with the licences they hold may do on a day, as the clinic's own rows have it.
import type { Profession, ScopeCell, ScopeRule } from "../../db/seed/rows/scope-rules.ts";
import type { LocalDate } from "../time/dates.ts";
import { checkScope, type Licence } from "./scope.ts";

export type StoredScopeRule = {
  technique: string;
  profession: string;
  effectiveFrom: LocalDate;
  cell: string;
  source: string;
};

export type StoredLicence = {
  practitionerId: string;
  profession: string;
  credentials: string[];
  restrictions: string[];
  validFrom: LocalDate;
  validUntil: LocalDate | null;
};

export const scopeRulesOf = (rows: readonly StoredScopeRule[]): ScopeRule[] =>
  rows.map((row) => ({ ...row, profession: row.profession as Profession, cell: row.cell as ScopeCell }));

const licenceOf = (row: StoredLicence): Licence => ({
  profession: row.profession as Profession,
  credentials: row.credentials,
  restrictions: row.restrictions,
  validFrom: row.validFrom,
  ...(row.validUntil === null ? {} : { validUntil: row.validUntil }),
});

export type LicensedQuestion = {
  rules: readonly ScopeRule[];
  licences: readonly StoredLicence[];
  /** Technique ids the patient has agreed to. */
  consent: readonly string[];
};

export type Deed = { practitionerId: string; profession: string; technique: string; date: LocalDate };

/** What is missing for a technique under one profession on a date: nothing when allowed, `null` when nothing would help. */
export function lacking(question: LicensedQuestion, deed: Deed): string[] | null {
  const { practitionerId, profession, technique, date } = deed;
  const answers = question.licences
    .filter((row) => row.practitionerId === practitionerId && row.profession === profession)
    .map((row) => checkScope(question.rules, { technique, licence: licenceOf(row), consent: question.consent, date }));
  const best = answers.find((one) => one.allowed) ?? answers.find((one) => one.needs.length > 0);
  if (!best) return null;
  return best.allowed ? [] : best.needs;
}
