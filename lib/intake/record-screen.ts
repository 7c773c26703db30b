// Keeps a screen as it was answered, and asks the desk to call when a doctor has to look first.
import { addCallTask, addScreen, callTaskOfScreen, screensOfDraft, type ScreenRow } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { readAnswers } from "./read-answers.ts";
import { ACTION_OF_TIER, type ScreenTier } from "./screen.ts";
import type { ScreenAnswerView } from "./screen-views.ts";
import type { WordingShown } from "./wording-input.ts";

export type AnsweredHow = "online" | "phone" | "desk";

export type ScreenToRecord = {
  version: string;
  answers: Readonly<Record<string, string>>;
  patientId?: string | null;
  /** Ties the screens of one sitting together, so that changed answers are seen. */
  draftId?: string | null;
  askedHow: AnsweredHow;
  /** What the patient read; nothing where the questions were read out to them. */
  shown?: WordingShown | undefined;
  /** The running plan in which it was asked: whoever is in care is called back whatever the sign was. */
  planId?: string;
  /** Whom to call back; without a name no call is asked for. */
  contact?: { name: string; phone?: string | undefined; email?: string | undefined };
};

/**
 * Keeps the screen and answers its tier and what follows. The same answers in the same sitting are kept once. Tier B, and a
 * changed stop, put a call on the desk's list. Refuses with `screen_incomplete`.
 */
export async function recordScreen(ctx: Ctx, input: ScreenToRecord): Promise<ScreenAnswerView> {
  mustMay(ctx, ctx.actor.kind === "member" ? "see_patient" : "book_online");
  const read = readAnswers(input.version, input.answers);
  return inTransaction(ctx, async (tctx) => {
    const earlier = input.draftId ? await screensOfDraft(tctx.tx, ctx.clinicId, input.draftId) : [];
    const same = sameAnswers(earlier.at(-1), input.version, read.answers);
    const screenId = same?.id ?? newId(ctx.now.getTime());
    if (!same) {
      await addScreen(tctx.tx, {
        clinicId: ctx.clinicId,
        id: screenId,
        patientId: input.patientId ?? null,
        draftId: input.draftId ?? null,
        version: input.version,
        answers: read.answers,
        signs: read.signs,
        unanswered: read.unanswered,
        tier: read.tier,
        askedHow: input.askedHow,
        askedBy: memberIdOf(ctx),
        language: input.shown?.language ?? null,
        wording: input.shown?.wording ?? null,
        answeredAt: ctx.now,
      });
      await record(tctx, [
        {
          deed: read.tier === "A" || read.tier === "B" ? "screen.stopped" : "screen.answered",
          subjectKind: "screen",
          subjectId: screenId,
          patientId: input.patientId ?? null,
          detail: { tier: read.tier },
        },
      ]);
    }
    const changed = read.tier !== "A" && earlier.some((screen) => screen.tier === "A" || screen.tier === "B");
    await askForCall(tctx, input, { screenId, tier: read.tier, changed });
    return { screenId, tier: read.tier, action: ACTION_OF_TIER[read.tier], reasons: read.reasons };
  });
}

function sameAnswers(last: ScreenRow | undefined, version: string, answers: Record<string, string>) {
  if (!last || last.version !== version) return undefined;
  const ids = new Set([...Object.keys(last.answers), ...Object.keys(answers)]);
  return [...ids].every((id) => last.answers[id] === answers[id]) ? last : undefined;
}

async function askForCall(
  ctx: TxCtx,
  input: ScreenToRecord,
  screen: { screenId: string; tier: ScreenTier; changed: boolean },
): Promise<void> {
  const { contact } = input;
  const { planId = null } = input;
  // Somebody with signs of an emergency is sent to emergency care, not put on a list to be called; a plan that rests needs a call too.
  const urgent = screen.tier === "A";
  if (!contact || (urgent && planId === null) || (!urgent && screen.tier !== "B" && !screen.changed)) return;
  if (await callTaskOfScreen(ctx.tx, ctx.clinicId, screen.screenId)) return;
  await addCallTask(ctx.tx, {
    clinicId: ctx.clinicId,
    id: newId(ctx.now.getTime()),
    kind: urgent ? "urgent_answers" : screen.tier === "B" ? "medical_first" : "answers_changed",
    patientId: input.patientId ?? null,
    screenId: screen.screenId,
    planId,
    name: contact.name,
    phone: contact.phone ?? null,
    email: contact.email ?? null,
    reason: urgent
      ? "Health answers ask for emergency care, and the patient was told so. Call today; the plan rests until a clinician has looked."
      : screen.tier === "B"
        ? "Health answers ask for a doctor's look first. Call to arrange it, and ask for a clearance note."
        : "Health answers were changed after they had stopped the booking. Call and go through them again.",
    dueAt: ctx.now,
    createdAt: ctx.now,
  });
}
