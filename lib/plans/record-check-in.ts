// Keeps a patient's check-in: its scores, its warning signs, and the calls that follow from them.
import { addScores } from "../../db/queries/charting.ts";
import { addCheckIn, checkInsOf } from "../../db/queries/following.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { addCallTask } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { currentScreen } from "../intake/current-screen.ts";
import { recordScreen } from "../intake/record-screen.ts";
import { instruments, type InstrumentId } from "../outcomes/instruments.ts";
import { asksForCall } from "../outcomes/soreness.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { checkInInput, type CheckInInput } from "./check-in-input.ts";
import { parsePlan } from "./parse-plan.ts";
import { earlierAnswers, viewCheckIn, type CheckInView } from "./view-check-in.ts";
import type { z } from "zod";
import type { WordingShown } from "../intake/wording-input.ts";

type Told = z.output<typeof checkInInput>;
export type KeptCheckIn = {
  checkInId: string;
  /** A warning sign stands: the plan rests until a clinician has looked. */
  stopped: boolean;
  /** Somebody of the clinic calls about the last visit. */
  calledAbout: boolean;
};

/** Recalled rather than counted from a diary, as the score's version says. */
const recalled = "1-recalled";
const fromDiary = "1-diary";

/**
 * Refuses with `invalid`, with `not_found` without a running plan, and with `screen_incomplete` when something is new and a health
 * question has no answer. Sent twice it is kept once.
 */
export async function recordCheckIn(
  ctx: Ctx,
  input: CheckInInput,
  answers: Readonly<Record<string, string>>,
  shown?: WordingShown,
): Promise<KeptCheckIn> {
  mustMay(ctx, "see_own_plan");
  const patientId = ownPatientOf(ctx.actor);
  const told = parsePlan(checkInInput, input);
  if (patientId === null) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const [patient, asked] = [await patientRow(tx, clinicId, patientId), await viewCheckIn(tctx)];
    if (!patient || !asked) throw notFound("plan");
    const before = (await checkInsOf(tx, clinicId, patientId)).find(({ id }) => id === told.checkInId);
    if (before) return { checkInId: before.id, stopped: false, calledAbout: false };
    mustBeWhole(told, asked);
    const contact = {
      name: patient.name,
      ...(patient.mobile ? { phone: patient.mobile } : {}),
      ...(patient.email ? { email: patient.email } : {}),
    };
    const screen = told.anythingNew
      ? await recordScreen(tctx, {
          version: currentScreen().version,
          answers: { ...(await earlierAnswers(tctx, patientId)), ...answers },
          patientId,
          planId: asked.planId,
          askedHow: "online",
          shown,
          contact,
        })
      : null;
    await addCheckIn(tx, {
      clinicId,
      id: told.checkInId,
      patientId,
      planId: asked.planId,
      appointmentId: asked.appointmentId,
      kind: asked.kind,
      screenId: screen?.screenId ?? null,
      soreForDays: told.soreForDays ?? false,
      nerveSign: told.nerveSign ?? false,
      at: now,
      actorKind: ctx.actor.kind,
    });
    await addScores(tx, scoresOf(tctx, told, asked, patientId));
    await record(tctx, [
      {
        deed: "check_in.recorded",
        subjectKind: "check_in",
        subjectId: told.checkInId,
        patientId,
        detail: { kind: asked.kind },
      },
    ]);
    const calledAbout = asked.kind === "after" && asksForCall(afterOf(told));
    if (calledAbout) await askForCall(tctx, { patientId, planId: asked.planId, ...contact });
    return { checkInId: told.checkInId, stopped: screen?.tier === "A" || screen?.tier === "B", calledAbout };
  });
}

const afterOf = (told: Told) => ({
  soreness: told.soreness ?? 0,
  soreForDays: told.soreForDays ?? false,
  nerveSign: told.nerveSign ?? false,
});

/** What this check-in asks for and the form has left out. */
function mustBeWhole(told: Told, asked: CheckInView): void {
  const wanted: [keyof Told, boolean][] = [
    ["headacheDays", asked.asksHeadacheDays],
    ["ability", asked.asksAbility],
    ["soreness", asked.kind === "after"],
    ["soreForDays", asked.kind === "after"],
    ["nerveSign", asked.kind === "after"],
  ];
  const fields = wanted.flatMap(([field, needed]) =>
    needed && told[field] === undefined ? [{ field, message: "Choose an answer." }] : [],
  );
  if (fields.length) throw new Refusal("invalid", "Please check the marked fields.", { fields });
}

function scoresOf(ctx: TxCtx, told: Told, asked: CheckInView, patientId: string) {
  const counted = asked.countedHeadacheDays;
  const measured: [InstrumentId, number | undefined][] = [
    ["nprs_now", told.painNow],
    ["nprs", told.painWeek],
    ["nprs_worst", told.painWorst],
    ["hd28", counted ?? (asked.asksHeadacheDays ? told.headacheDays : undefined)],
    ["psfs", told.ability],
    ["pgic", told.change],
    ["soreness", told.soreness],
  ];
  return measured.flatMap(([instrument, value]) =>
    value === undefined
      ? []
      : [
          {
            clinicId: ctx.clinicId,
            id: newId(),
            patientId,
            episodeId: asked.episodeId,
            instrument,
            instrumentVersion:
              instrument === "hd28" ? (counted === null ? recalled : fromDiary) : instruments[instrument].version,
            value,
            takenAt: ctx.now,
            authorKind: ctx.actor.kind,
            memberId: null,
            replacesId: null,
          },
        ],
  );
}

type Called = { patientId: string; planId: string; name: string; phone?: string; email?: string };

const askForCall = (ctx: TxCtx, { patientId, planId, name, phone, email }: Called) =>
  addCallTask(ctx.tx, {
    clinicId: ctx.clinicId,
    id: newId(ctx.now.getTime()),
    kind: "after_visit",
    patientId,
    screenId: null,
    planId,
    name,
    phone: phone ?? null,
    email: email ?? null,
    reason: "The check-in after the last visit asks for a clinician's call today; the chart says what was told.",
    dueAt: ctx.now,
    createdAt: ctx.now,
  });
