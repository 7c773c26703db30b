// Which techniques the writer of a note may record for a visit, and what is missing for the others.
import { notedVisit } from "../../db/queries/charting.ts";
import { consentsOfPatient, licencesOf, scopeRuleRows } from "../../db/queries/plans.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { lacking, scopeRulesOf } from "./licensed.ts";
import { techniqueNames } from "./techniques.ts";

export type TechniqueView = {
  code: string;
  name: string;
  /** What is missing, in a few words; null when it is allowed. */
  lacks: string | null;
};

/** Those that are out of scope whatever is added are left out. Refuses with `not_found`. */
export async function techniquesOf(ctx: Ctx, input: { appointmentId: string }): Promise<TechniqueView[]> {
  mustMay(ctx, "write_chart");
  if (!isId(input.appointmentId)) throw notFound("appointment");
  return inTransaction(ctx, async (t) => {
    const visit = await notedVisit(t.tx, t.clinicId, input.appointmentId);
    if (!visit?.patientId) throw notFound("appointment");
    const needsOf = await scopeOfWriter(t, { ...visit, patientId: visit.patientId });
    return Object.entries(techniqueNames).flatMap(([code, name]) => {
      const needs = needsOf(code);
      if (needs === null) return [];
      const credential = needs.some((need) => need.startsWith("credential:"));
      return [{ code, name, lacks: needs.length === 0 ? null : credential ? "credential missing" : "consent missing" }];
    });
  });
}

export type VisitOfNote = { patientId: string; profession: string; startsAt: Date; timeZone: string };

/**
 * What the acting practitioner lacks for a technique on the day of the visit, under the profession of its discipline: nothing when
 * allowed, `null` when nothing would help.
 */
export async function scopeOfWriter(t: TxCtx, visit: VisitOfNote): Promise<(technique: string) => string[] | null> {
  const { tx, clinicId, actor } = t;
  const practitionerId = actor.kind === "member" ? actor.practitionerId : null;
  if (practitionerId === null) return () => null;
  const [rules, licences, consents] = await Promise.all([
    scopeRuleRows(tx, clinicId),
    licencesOf(tx, clinicId, [practitionerId]),
    consentsOfPatient(tx, clinicId, visit.patientId),
  ]);
  const question = {
    rules: scopeRulesOf(rules),
    licences,
    consent: consents.flatMap(({ purpose }) => (purpose.startsWith("technique:") ? [purpose.slice(10)] : [])),
  };
  const date = dateIn(visit.startsAt, visit.timeZone);
  const { profession } = visit;
  return (technique) => lacking(question, { practitionerId, profession, technique, date });
}
