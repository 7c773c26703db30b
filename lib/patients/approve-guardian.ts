// The desk's part: who has asked to act for whom, saying yes for a record, and ending it.
import {
  changeGuardianship,
  guardiansOf,
  guardianshipsOf,
  lockGuardianship,
  recordsLike,
} from "../../db/queries/guardians.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import { addPatient, patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { addYears } from "../time/dates.ts";
import { endOne } from "./act-for.ts";
import { agesOn, guardianTerm, type Relation } from "./guardian-term.ts";
import { dateOfZone, type DeskGuardianship } from "./guardian-views.ts";

/** Whom the patient looks after or asks for, and who looks after the patient. Refuses with `not_found`. */
export async function viewGuardians(
  ctx: Ctx,
  input: { patientId: string },
): Promise<{ acts: DeskGuardianship[]; actedFor: DeskGuardianship[] }> {
  mustMay(ctx, "see_patient");
  const { patientId } = input;
  if (!isId(patientId)) throw notFound("patient");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    const [today, clinic, patient] = await Promise.all([
      dateOfZone(t),
      clinicRow(tx, clinicId),
      patientRow(tx, clinicId, patientId),
    ]);
    if (!patient || !clinic) throw notFound("patient");
    const ages = agesOn(clinic.region, today);
    const [asGuardian, asDependant] = await Promise.all([
      guardianshipsOf(tx, clinicId, patientId),
      guardiansOf(tx, clinicId, patientId),
    ]);
    const shown = async (row: (typeof asGuardian)[number], guardianName: string): Promise<DeskGuardianship> => {
      const { id, name, birthDate, relation, askedAt, approvedAt, untilOn, guardianId } = row;
      const like = approvedAt === null && birthDate ? await recordsLike(tx, clinicId, { name, birthDate }) : [];
      return {
        guardianshipId: id,
        name,
        birthDate,
        relation: relation as Relation,
        guardianId,
        guardianName,
        patientId: row.patientId,
        askedAt,
        standing: approvedAt === null ? "asked" : untilOn! > today ? "in_force" : "over",
        untilOn,
        askFrom: ages.askFrom,
        mustAgree:
          birthDate !== null && today >= addYears(birthDate, ages.askFrom) && today < addYears(birthDate, ages.endsAt),
        records: like
          .filter((one) => one.id !== guardianId)
          .map((one) => ({ patientId: one.id, name: one.name, reach: one.email ?? one.mobile ?? "no contact" })),
      };
    };
    return {
      acts: await Promise.all(asGuardian.map((row) => shown(row, patient.name))),
      actedFor: await Promise.all(asDependant.map(({ row, guardianName }) => shown(row, guardianName))),
    };
  });
}

const problems = {
  of_age: "They are of age and act for themselves.",
  ask_young: "At this age they have to agree. Ask them without the other person in the room.",
  too_young: "A representative acts for an adult. For a child, have them ask as a parent or guardian.",
} as const;

/**
 * Says yes: from today until the rule's day. Refuses with `not_found`, `already_done`, and with `invalid` when the record is of another
 * birth date, or the person of age, or a young person has not agreed.
 */
export async function approveGuardian(
  ctx: Ctx,
  input: { guardianshipId: string; record: string; seen: string; youngAgrees: boolean },
): Promise<{ patientId: string; untilOn: string }> {
  mustMay(ctx, "approve_guardian");
  if (!isId(input.guardianshipId)) throw notFound("request");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const row = await lockGuardianship(tx, clinicId, input.guardianshipId);
    if (!row || row.endedAt || !row.birthDate) throw notFound("request");
    if (row.approvedAt) throw new Refusal("already_done", "Somebody said yes already.");
    const [today, clinic] = [await dateOfZone(t), await clinicRow(tx, clinicId)];
    const { birthDate, name, guardianId } = row;
    const relation = row.relation as Relation;
    const { seen, youngAgrees } = input;
    const term = guardianTerm({ birthDate, relation, youngAgrees, today, ages: agesOn(clinic!.region, today) });
    const wrong = (field: string, message: string) =>
      new Refusal("invalid", "Please check the marked fields.", { fields: [{ field, message }] });
    if ("problem" in term) throw wrong("youngAgrees", problems[term.problem]);
    let patientId = input.record;
    if (patientId === "new") {
      patientId = newId(now.getTime());
      // Reached through whoever looks after them, for as long as that holds.
      await addPatient(tx, { clinicId, id: patientId, name, birthDate, email: null, mobile: null, createdAt: now });
      await record(t, [{ deed: "patient.added", subjectKind: "patient", subjectId: patientId, patientId }]);
    } else {
      const known = isId(patientId) ? await patientRow(tx, clinicId, patientId) : null;
      if (!known || known.id === guardianId) throw notFound("record");
      if (known.birthDate !== birthDate) throw wrong("record", "This record has another date of birth.");
    }
    await changeGuardianship(tx, clinicId, row.id, {
      patientId,
      approvedAt: now,
      approvedBy: memberIdOf(ctx),
      seen,
      youngAgrees,
      fromOn: term.from,
      untilOn: term.until,
    });
    await record(t, [
      {
        deed: "guardian.approved",
        subjectKind: "guardianship",
        subjectId: row.id,
        patientId,
        detail: { until: term.until },
      },
    ]);
    return { patientId, untilOn: term.until };
  });
}

/** Also a request that is turned down. Refuses with `not_found`. */
export async function endGuardian(ctx: Ctx, input: { guardianshipId: string }): Promise<void> {
  mustMay(ctx, "approve_guardian");
  await endOne(ctx, input.guardianshipId, () => true, memberIdOf(ctx));
}
