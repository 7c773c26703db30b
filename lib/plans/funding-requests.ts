// Asking a payer for more visits: drafted from what was found and done, put right, signed, sent, and answered.
import { z } from "zod";
import {
  addApproval,
  addRequest,
  changeRequest,
  fundedLines,
  lockRequest,
  requestsOfPlan,
  type FundingRequestRow,
} from "../../db/queries/funding.ts";
import { episodeScores } from "../../db/queries/charting.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { planSetting } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { dateInput } from "../time/date-input.ts";
import { addDays } from "../time/dates.ts";
import { sayDate } from "../time/say.ts";
import { dateIn } from "../time/zone.ts";
import { draftLetter } from "./funding-letter.ts";
import { loadPlan } from "./load-plan.ts";
import { outcomeSeries } from "./outcome-series.ts";
import { fundingOfPatient } from "./view-funding.ts";

export type FundingRequestView = {
  requestId: string;
  disciplineName: string;
  status: "drafted" | "sent" | "approved" | "refused";
  body: string;
  visits: number;
  untilOn: string;
  signedName: string | null;
  draftedAt: Date;
  sentAt: Date | null;
  answeredAt: Date | null;
  answer: string;
};

const payerNames: Record<string, string> = { icbc: "ICBC", msp: "MSP", extended: "the insurer" };

/** What is asked for first: so many visits in so many days; both are put right before it is sent. */
const usualVisits = 8;
const usualDays = 56;

/** The latest first. Refuses with `not_found`, and as the chart does for whoever does not treat the patient. */
export async function listFundingRequests(ctx: Ctx, input: { planId: string }): Promise<FundingRequestView[]> {
  mustMay(ctx, "build_plan");
  return inTransaction(ctx, async (t) => {
    const { plan } = await loadPlan(t, input.planId);
    await mustTreat(t, plan.patientId);
    const rows = await requestsOfPlan(t.tx, t.clinicId, plan.id);
    await record(t, [
      { deed: "funding.requests_seen", subjectKind: "plan", subjectId: plan.id, patientId: plan.patientId },
    ]);
    return rows.map(({ request, disciplineName }) => ({
      requestId: request.id,
      disciplineName,
      status: request.status as FundingRequestView["status"],
      body: request.body,
      visits: request.visits,
      untilOn: request.untilOn,
      signedName: request.signedName,
      draftedAt: request.draftedAt,
      sentAt: request.sentAt,
      answeredAt: request.answeredAt,
      answer: request.answer,
    }));
  });
}

/** Refuses with `not_found` where nobody but the patient pays in the discipline, and `already_done` while one is drafted or waits. */
export async function draftFundingRequest(
  ctx: Ctx,
  input: { planId: string; disciplineCode: string },
): Promise<{ requestId: string }> {
  mustMay(ctx, "build_plan");
  const { planId, disciplineCode } = input;
  return inTransaction(ctx, async (t) => {
    const state = await loadPlan(t, planId);
    const { patientId } = state.plan;
    await mustTreat(t, patientId);
    const funded = (await fundedLines(t.tx, t.clinicId, { planId })).find(
      (one) => one.disciplineCode === disciplineCode,
    );
    if (!funded) throw notFound("funding");
    const open = (await requestsOfPlan(t.tx, t.clinicId, planId)).some(
      ({ request }) => request.disciplineId === funded.disciplineId && ["drafted", "sent"].includes(request.status),
    );
    if (open) throw new Refusal("already_done", "A letter for this discipline is drafted, or waits for its answer.");
    const [clinic, patient, setting, scores, left] = await Promise.all([
      loadClinic(t),
      patientRow(t.tx, t.clinicId, patientId),
      planSetting(t.tx, t.clinicId, planId),
      episodeScores(t.tx, t.clinicId, funded.episodeId),
      fundingOfPatient(t, { patientId, planId }),
    ]);
    const line = left.find((one) => one.payer !== "icbc" || one.disciplineCode === disciplineCode);
    const today = dateIn(t.now, clinic.timeZone);
    const from = line?.until && line.until > today ? line.until : today;
    const untilOn = addDays(from, usualDays);
    const requestId = newId();
    await addRequest(t.tx, {
      clinicId: t.clinicId,
      id: requestId,
      patientId,
      episodeId: funded.episodeId,
      planId,
      disciplineId: funded.disciplineId,
      status: "drafted",
      body: draftLetter({
        payerName: payerNames[funded.payer] ?? funded.payer,
        patientName: state.patientName,
        birthDate: patient?.birthDate ?? null,
        claimNumber: setting?.episode.claimNumber ?? null,
        crashDate: funded.crashDate,
        condition: state.episode.condition,
        disciplineName: funded.disciplineName,
        given: line?.given ?? 0,
        visits: line?.visits ?? null,
        until: line?.until ?? null,
        scores: outcomeSeries(scores, clinic.timeZone).map(({ name, moreIsBetter, points }) => ({
          name,
          first: points[0]!.value,
          firstOn: points[0]!.date,
          last: points.at(-1)!.value,
          lastOn: points.at(-1)!.date,
          better: moreIsBetter ? ("higher" as const) : ("lower" as const),
        })),
        maintainingFactors: state.assessment.maintainingFactors,
        techniques: state.plan.techniques.map((one) => one.replaceAll("_", " ")),
        askedVisits: usualVisits,
        askedUntil: untilOn,
        practitionerName: state.leadName,
        say: (date) => sayDate(date, clinic.locale),
      }),
      visits: usualVisits,
      untilOn,
      draftedAt: t.now,
      memberId: t.actor.kind === "member" ? t.actor.memberId : null,
    });
    await say(t, "funding.request_drafted", requestId, patientId);
    return { requestId };
  });
}

export const letterInput = z.object({
  requestId: z.string(),
  body: z.string().trim().min(20, "Write what the payer has to know.").max(8000),
  visits: z.int("Enter how many visits.").min(1, "Enter how many visits.").max(99),
  untilOn: dateInput,
});

/** Puts the letter right. Refuses `already_done` once it was sent. */
export async function saveFundingRequest(ctx: Ctx, input: z.output<typeof letterInput>): Promise<void> {
  mustMay(ctx, "build_plan");
  await inTransaction(ctx, async (t) => {
    const { body, visits, untilOn } = input;
    const row = await opened(t, input.requestId, "drafted");
    await changeRequest(t.tx, t.clinicId, row.id, { body, visits, untilOn });
    await say(t, "funding.request_changed", row.id, row.patientId);
  });
}

/** Signs it in the practitioner's name, and notes that it went out. Refuses `forbidden` for members who are no practitioner. */
export async function sendFundingRequest(ctx: Ctx, input: { requestId: string }): Promise<void> {
  mustMay(ctx, "build_plan");
  const { actor } = ctx;
  if (actor.kind !== "member" || actor.practitionerId === null)
    throw new Refusal("forbidden", "A letter to a payer is signed by the practitioner who treats.");
  await inTransaction(ctx, async (t) => {
    const row = await opened(t, input.requestId, "drafted");
    await changeRequest(t.tx, t.clinicId, row.id, {
      status: "sent",
      signedName: actor.name,
      sentAt: t.now,
      memberId: actor.memberId,
    });
    await say(t, "funding.request_sent", row.id, row.patientId);
  });
}

export const answerInput = z
  .object({
    requestId: z.string(),
    answer: z.enum(["approved", "refused"], { error: "Choose what the payer said." }),
    visits: z.int().min(1).max(99).optional(),
    validFrom: dateInput.optional(),
    validUntil: dateInput.optional(),
    note: z.string().trim().max(300).default(""),
  })
  .refine(({ answer, visits }) => answer === "refused" || visits !== undefined, {
    path: ["visits"],
    message: "Enter how many visits were approved.",
  })
  .refine(
    ({ answer, validFrom, validUntil }) => answer === "refused" || (validFrom && validUntil && validUntil >= validFrom),
    {
      path: ["validUntil"],
      message: "Enter the first and the last day that were approved.",
    },
  );

/** What the payer said; an approval is a dated row from then on. Refuses `already_done` for one that does not wait for an answer. */
export async function answerFundingRequest(ctx: Ctx, input: z.output<typeof answerInput>): Promise<void> {
  mustMay(ctx, "build_plan");
  await inTransaction(ctx, async (t) => {
    const { answer, visits, validFrom, validUntil, note } = input;
    const row = await opened(t, input.requestId, "sent");
    await changeRequest(t.tx, t.clinicId, row.id, { status: answer, answeredAt: t.now, answer: note });
    if (answer === "approved")
      await addApproval(t.tx, {
        clinicId: t.clinicId,
        id: newId(),
        requestId: row.id,
        patientId: row.patientId,
        episodeId: row.episodeId,
        disciplineId: row.disciplineId,
        visits: visits!,
        validFrom: validFrom!,
        validUntil: validUntil!,
        at: t.now,
        memberId: t.actor.kind === "member" ? t.actor.memberId : null,
      });
    await say(t, answer === "approved" ? "funding.approved" : "funding.refused", row.id, row.patientId);
  });
}

async function opened(t: TxCtx, requestId: string, status: string): Promise<FundingRequestRow> {
  const row = isId(requestId) ? await lockRequest(t.tx, t.clinicId, requestId) : null;
  if (!row) throw notFound("letter");
  await mustTreat(t, row.patientId);
  if (row.status !== status)
    throw new Refusal("already_done", "This letter is further on by now. Open the page again.");
  return row;
}

const say = (t: TxCtx, deed: string, id: string, patientId: string) =>
  record(t, [{ deed, subjectKind: "funding_request", subjectId: id, patientId }]);
