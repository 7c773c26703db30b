// Acting for a child or another person one looks after: asking the clinic for it, turning to them and back, and giving it up.
import { dateOfZone, type OwnDependant } from "./guardian-views.ts";
import {
  addGuardianship,
  changeGuardianship,
  guardianshipsOf,
  lockGuardianship,
  pointSession,
} from "../../db/queries/guardians.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { addCallTask } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { hashOf } from "../tokens.ts";
import { patientOfSession } from "./patient-session.ts";
import { agesOn, guardianTerm, type Relation } from "./guardian-term.ts";

const mostOpen = 8;

/** The person themself; whoever acts for somebody turns back first. */
function ownSelf(ctx: Ctx): string {
  mustMay(ctx, "act_for_others");
  if (ctx.actor.kind !== "patient") throw new Refusal("forbidden", "Turn back to your own pages first.");
  return ctx.actor.patientId;
}

/**
 * Nothing of any record is looked up or shown: the desk makes sure who it is. Refuses with `invalid` for somebody who acts for themselves,
 * and with `too_many`.
 */
export async function askToActFor(
  ctx: Ctx,
  input: { name: string; birthDate: string; relation: Relation },
): Promise<void> {
  const guardianId = ownSelf(ctx);
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const today = await dateOfZone(t);
    const wrong = (field: string, message: string) =>
      new Refusal("invalid", "Please check the marked fields.", { fields: [{ field, message }] });
    if (input.birthDate > today) throw wrong("birthDate", "This day is still to come.");
    const clinic = await clinicRow(tx, clinicId);
    const ages = agesOn(clinic!.region, today);
    // Whether a young person agrees, the desk asks.
    const term = guardianTerm({ ...input, youngAgrees: true, today, ages });
    if ("problem" in term)
      throw term.problem === "of_age"
        ? wrong("birthDate", `From ${ages.endsAt} on, people act for themselves.`)
        : wrong("relation", "For a child, choose what you are to them.");
    if ((await guardianshipsOf(tx, clinicId, guardianId)).length >= mostOpen)
      throw new Refusal("too_many", "You have asked for several people already. Please call us.");
    const id = newId();
    await addGuardianship(tx, { clinicId, id, guardianId, ...input, askedAt: now });
    const guardian = await patientRow(tx, clinicId, guardianId);
    await addCallTask(tx, {
      clinicId,
      id: newId(now.getTime()),
      kind: "guardian",
      patientId: guardianId,
      screenId: null,
      planId: null,
      name: guardian?.name ?? "",
      phone: guardian?.mobile ?? null,
      email: guardian?.email ?? null,
      reason: "Asks to act online for somebody they look after. Look at their papers, then say yes on their page.",
      dueAt: now,
      createdAt: now,
    });
    await record(t, [{ deed: "guardian.asked", subjectKind: "guardianship", subjectId: id, patientId: guardianId }]);
  });
}

/** Whom the person looks after, and what still waits for the desk. */
export async function listDependants(ctx: Ctx): Promise<OwnDependant[]> {
  const guardianId = ownSelf(ctx);
  return inTransaction(ctx, async (t) => {
    const today = await dateOfZone(t);
    const rows = await guardianshipsOf(t.tx, t.clinicId, guardianId);
    return rows.map(({ id, name, relation, approvedAt, untilOn }) => ({
      guardianshipId: id,
      name,
      relation: relation as Relation,
      standing: approvedAt === null ? "asked" : untilOn! > today ? "in_force" : "over",
      untilOn,
    }));
  });
}

/** The person gives it up themselves. Refuses with `not_found`. */
export async function giveUpDependant(ctx: Ctx, input: { guardianshipId: string }): Promise<void> {
  const guardianId = ownSelf(ctx);
  await endOne(ctx, input.guardianshipId, (row) => row.guardianId === guardianId, null);
}

export async function endOne(
  ctx: Ctx,
  guardianshipId: string,
  mine: (row: { guardianId: string; patientId: string | null }) => boolean,
  endedBy: string | null,
): Promise<void> {
  if (!isId(guardianshipId)) throw notFound("person");
  await inTransaction(ctx, async (t: TxCtx) => {
    const row = await lockGuardianship(t.tx, t.clinicId, guardianshipId);
    if (!row || row.endedAt || !mine(row)) throw notFound("person");
    await changeGuardianship(t.tx, t.clinicId, row.id, { endedAt: t.now, endedBy });
    // A patient writes into the trail of their own record alone.
    const about = ownPatientOf(t.actor) ?? row.patientId ?? row.guardianId;
    await record(t, [{ deed: "guardian.ended", subjectKind: "guardianship", subjectId: row.id, patientId: about }]);
  });
}

/**
 * Turns this browser's pages to a person whom its owner looks after, or with null back to the owner. Refuses with `sign_in_needed`, and
 * with `not_found` what is not theirs or does not hold any more.
 */
export async function switchPerson(ctx: Ctx, input: { token: string; guardianshipId: string | null }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  const { token, guardianshipId } = input;
  if (guardianshipId !== null && !isId(guardianshipId)) throw notFound("person");
  const before = await patientOfSession(ctx, { token });
  if (!before) throw new Refusal("sign_in_needed", "Please sign in again with a code; nothing you did is lost.");
  await inTransaction(ctx, async (t) => {
    if (!(await pointSession(t.tx, t.clinicId, hashOf(token), guardianshipId, t.now))) throw notFound("person");
    const after = await patientOfSession(t, { token });
    await record({ ...t, actor: after ?? t.actor }, [
      {
        deed: guardianshipId === null ? "guardian.turned_back" : "guardian.turned_to",
        subjectKind: "patient",
        subjectId: (after ?? before).patientId,
        patientId: (after ?? before).patientId,
      },
    ]);
  });
}

/** What the person whose pages are open is called; empty for whoever is no patient. */
export async function nameOfPatient(ctx: Ctx): Promise<string> {
  mustMay(ctx, "see_own_record");
  const patientId = ownPatientOf(ctx.actor);
  if (patientId === null) return "";
  return (await inTransaction(ctx, ({ tx, clinicId }) => patientRow(tx, clinicId, patientId)))?.name ?? "";
}
