/** The scope gate: whether a technique is inside a practitioner's licence on a date. Denied unless a row allows it. */

import type { Profession, ScopeCell, ScopeRule } from "../../db/seed/rows/scope-rules.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import type { LocalDate } from "../time/dates.ts";

export type Licence = {
  profession: Profession;
  /** Ids of credentials held; a credential carries the id of its technique. */
  credentials: readonly string[];
  /** Ids of techniques the college has barred for this person. */
  restrictions: readonly string[];
  /** First and last day it is valid, both included; open-ended without the latter. */
  validFrom: LocalDate;
  validUntil?: LocalDate;
};

export type ScopeFacts = {
  technique: string;
  licence: Licence;
  /** Ids of techniques the patient has agreed to. */
  consent: readonly string[];
  date: LocalDate;
};

/** `needs` lists what would make it allowed, `credential:<id>` or `consent:<id>`; empty when nothing of the kind would. */
export type ScopeResult = { allowed: boolean; needs: string[] };

const DENIED: ScopeResult = { allowed: false, needs: [] };

function demandsOf(cell: ScopeCell, technique: string): { credential: string | null; consent: boolean } | null {
  if (cell === "denied") return null;
  if (cell === "allowed") return { credential: null, consent: false };
  const [kind, named] = cell.split(":");
  return { credential: named ?? technique, consent: kind === "consent_credential" };
}

export function checkScope(
  rules: readonly ScopeRule[],
  { technique, licence, consent, date }: ScopeFacts,
): ScopeResult {
  const valid = licence.validFrom <= date && (licence.validUntil === undefined || date <= licence.validUntil);
  if (!valid || licence.restrictions.includes(technique)) return DENIED;
  const rule = latestRow(
    rules.filter((row) => row.technique === technique && row.profession === licence.profession),
    date,
  );
  const demands = rule ? demandsOf(rule.cell, technique) : null;
  if (!demands) return DENIED;
  const needs: string[] = [];
  if (demands.credential !== null && !licence.credentials.includes(demands.credential)) {
    needs.push(`credential:${demands.credential}`);
  }
  if (demands.consent && !consent.includes(technique)) needs.push(`consent:${technique}`);
  return { allowed: needs.length === 0, needs };
}
