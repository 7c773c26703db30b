// A patient sent from one discipline to another inside the clinic: asked with a reason, answered once.
import { z } from "zod";
import {
  addReferral,
  answerReferralRow,
  openReferrals,
  referralRow,
  referralsOf,
} from "../../db/queries/chart-extras.ts";
import { disciplineRows, offerRows, practitionerRows, serviceRows } from "../../db/queries/clinics.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { dateIn } from "../time/zone.ts";

export type ReferralStatus = "sent" | "accepted" | "declined" | "withdrawn";

export type Referral = {
  referralId: string;
  patientId: string;
  patientName: string;
  disciplineName: string;
  /** Null: whoever of the discipline answers first. */
  practitionerName: string | null;
  reason: string;
  sentBy: string;
  sentAt: Date;
  status: ReferralStatus;
  answer: string;
  answeredBy: string | null;
  answeredAt: Date | null;
};

export const referralInput = z.object({
  disciplineId: z.uuid("Choose the discipline."),
  practitionerId: z.union([z.literal("").transform(() => null), z.uuid()]),
  reason: z.string().trim().min(10, "Say why, and what you would like to know.").max(1000),
});

const viewOf = ({ row, ...names }: Awaited<ReturnType<typeof openReferrals>>[number]): Referral => ({
  referralId: row.id,
  patientId: row.patientId,
  reason: row.reason,
  sentAt: row.sentAt,
  // Held to these by a check of the table.
  status: row.status as ReferralStatus,
  answer: row.answer,
  answeredAt: row.answeredAt,
  ...names,
});

/** Ids of the disciplines of which a practitioner who still works here gives a service. */
async function disciplinesOf(t: TxCtx, practitionerId: string): Promise<Set<string>> {
  const { tx, clinicId, now } = t;
  const { timeZone } = await loadClinic(t);
  const [services, offers, people] = await Promise.all([
    serviceRows(tx, clinicId, now),
    offerRows(tx, clinicId),
    practitionerRows(tx, clinicId, dateIn(now, timeZone)),
  ]);
  if (!people.some(({ id }) => id === practitionerId)) return new Set();
  const given = new Set(offers.flatMap((one) => (one.practitionerId === practitionerId ? [one.serviceId] : [])));
  return new Set(services.flatMap(({ id, disciplineId }) => (given.has(id) ? [disciplineId] : [])));
}

/** Of one patient, the latest first. Refuses with `reason_needed` who does not treat them. */
export async function listReferrals(ctx: Ctx, input: { patientId: string }): Promise<Referral[]> {
  mustMay(ctx, "see_chart");
  if (!isId(input.patientId)) throw notFound("patient");
  return inTransaction(ctx, async (t) => {
    await mustTreat(t, input.patientId);
    return (await referralsOf(t.tx, t.clinicId, input.patientId)).map(viewOf);
  });
}

/** Those that the actor may answer, the longest waiting first: sent to them, or to a discipline they give. */
export async function referralsToAnswer(ctx: Ctx): Promise<Referral[]> {
  mustMay(ctx, "write_chart");
  return inTransaction(ctx, async (t) => {
    const open = await openReferrals(t.tx, t.clinicId);
    if (!open.length) return [];
    const mayAnswer = await answersOf(t);
    return open.filter(({ row }) => mayAnswer(row)).map(viewOf);
  });
}

type Addressed = { disciplineId: string; practitionerId: string | null; sentBy: string };

/** Which referrals the actor may answer: sent to them, or to nobody by name and a discipline they give; never their own. */
async function answersOf(t: TxCtx): Promise<(referral: Addressed) => boolean> {
  const { actor } = t;
  if (actor.kind !== "member" || actor.practitionerId === null) return () => false;
  const given = await disciplinesOf(t, actor.practitionerId);
  return ({ disciplineId, practitionerId, sentBy }) =>
    sentBy !== actor.memberId &&
    (practitionerId === null ? given.has(disciplineId) : practitionerId === actor.practitionerId);
}

/** Refuses with `invalid` when the named person does not give the discipline, with `not_found` and `reason_needed`. */
export async function sendReferral(
  ctx: Ctx,
  input: z.output<typeof referralInput> & { patientId: string },
): Promise<{ referralId: string }> {
  mustMay(ctx, "write_chart");
  const { patientId, disciplineId, practitionerId, reason } = input;
  const sentBy = memberIdOf(ctx);
  if (sentBy === null) throw new Refusal("forbidden", "A referral is sent by somebody of the clinic.");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!isId(patientId) || !(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    await mustTreat(t, patientId);
    if (!(await disciplineRows(tx, clinicId)).some(({ id }) => id === disciplineId)) throw notFound("discipline");
    if (practitionerId !== null && !(await disciplinesOf(t, practitionerId)).has(disciplineId)) {
      const message = "This person does not give that discipline.";
      throw new Refusal("invalid", message, { fields: [{ field: "practitionerId", message }] });
    }
    const id = newId();
    await addReferral(tx, {
      clinicId,
      id,
      patientId,
      disciplineId,
      practitionerId,
      reason,
      sentBy,
      sentAt: now,
      status: "sent",
    });
    await record(t, [{ deed: "referral.sent", subjectKind: "referral", subjectId: id, patientId }]);
    return { referralId: id };
  });
}

/**
 * Whom it was sent to accepts or declines it with a word; who sent it may withdraw it. Refuses with `forbidden` for everybody else, with
 * `already_done` once it was answered, and with `not_found`.
 */
export async function answerReferral(
  ctx: Ctx,
  input: { referralId: string; status: Exclude<ReferralStatus, "sent">; answer: string },
): Promise<void> {
  mustMay(ctx, "write_chart");
  const { referralId, status } = input;
  const answer = input.answer.trim().slice(0, 1000);
  if (status === "declined" && answer.length < 5)
    throw new Refusal("invalid", "Say why, so that the patient can be helped elsewhere.", {
      fields: [{ field: "answer", message: "Write a sentence." }],
    });
  const answeredBy = memberIdOf(ctx);
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const referral = isId(referralId) ? await referralRow(tx, clinicId, referralId) : null;
    if (!referral || answeredBy === null) throw notFound("referral");
    const allowed = status === "withdrawn" ? referral.sentBy === answeredBy : (await answersOf(t))(referral);
    if (!allowed) throw new Refusal("forbidden", "This referral is for somebody else to answer.");
    if (!(await answerReferralRow(tx, clinicId, referralId, { status, answer, answeredBy, answeredAt: now })))
      throw new Refusal("already_done", "Somebody has answered this referral already.");
    await record(t, [
      {
        deed: "referral.answered",
        subjectKind: "referral",
        subjectId: referralId,
        patientId: referral.patientId,
        detail: { status },
      },
    ]);
  });
}
