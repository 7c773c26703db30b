// Which records may go: nothing was added for as long as the rule in force asks, and the patient came of age long enough ago.
import { clinicRow } from "../../db/queries/clinics.ts";
import { agedRecords, retentionRulesUpTo, type AgedRecord } from "../../db/queries/keeping.ts";
import { record } from "../audit/audit.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { addYears, type LocalDate } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import { keepUntil, type RetentionRule } from "./keep-until.ts";

const most = 100;

export type RuleInForce = RetentionRule & { effectiveFrom: LocalDate; source: string };
export type DueRecord = {
  patientId: string;
  name: string;
  lastEntryOn: LocalDate;
  keptUntil: LocalDate;
  held: boolean;
};
export type RecordsDue = { rule: RuleInForce | null; records: DueRecord[] };

/** The clinic's day and the rule of that day; null before the clinic has one. */
export async function ruleToday({ tx, clinicId, now }: TxCtx) {
  const clinic = await clinicRow(tx, clinicId);
  const zone = clinic!.timeZone;
  const today = dateIn(now, zone);
  const rule = latestRow(await retentionRulesUpTo(tx, clinicId, today), today) ?? null;
  return { zone, today, rule };
}

/** How long the clinic keeps records, for everybody to read; null before it has a rule. */
export async function retentionToday(ctx: Ctx): Promise<RetentionRule | null> {
  mustMay(ctx, "see_public_clinic");
  const { rule } = await inTransaction(ctx, ruleToday);
  return rule && yearsOf(rule);
}

const yearsOf = ({ yearsAfterLastEntry, ageOfMajority, yearsAfterMajority }: RetentionRule): RetentionRule => ({
  yearsAfterLastEntry,
  ageOfMajority,
  yearsAfterMajority,
});

export function datesOf(aged: AgedRecord, rule: RetentionRule, zone: string) {
  const lastEntryOn = dateIn(aged.lastEntryAt, zone);
  return { lastEntryOn, keptUntil: keepUntil({ lastEntryOn, birthDate: aged.birthDate, rule }) };
}

/** At most 100, the longest quiet first. That somebody looked is kept in the audit chain. */
export async function recordsDue(ctx: Ctx): Promise<RecordsDue> {
  mustMay(ctx, "hold_record");
  return inTransaction(ctx, async (t) => {
    const { zone, today, rule } = await ruleToday(t);
    if (!rule) return { rule: null, records: [] };
    const quietSince = instantAt(addYears(today, -rule.yearsAfterLastEntry), 0, zone);
    const bornBy = addYears(today, -rule.ageOfMajority - rule.yearsAfterMajority);
    const aged = await agedRecords(t.tx, t.clinicId, { quietSince, bornBy, most });
    const records = aged
      .map((one) => ({ patientId: one.patientId, name: one.name, held: one.held, ...datesOf(one, rule, zone) }))
      .filter((one) => one.keptUntil < today);
    await record(t, [{ deed: "records.due_seen", subjectKind: "patient", detail: { records: records.length } }]);
    const { effectiveFrom, source } = rule;
    return { rule: { effectiveFrom, source, ...yearsOf(rule) }, records };
  });
}
