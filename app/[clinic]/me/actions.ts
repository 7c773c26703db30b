"use server";
// What patients do on their own pages between visits.
import { randomBytes } from "node:crypto";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { flareInput } from "@/lib/charting/charting-input";
import type { DiaryInput } from "@/lib/charting/diary-input";
import { tickHomeTask } from "@/lib/charting/home-task-days";
import { keepDiaryDay } from "@/lib/charting/keep-diary";
import { recordFlare } from "@/lib/charting/record-flare";
import { notFound } from "@/lib/errors";
import { currentScreen } from "@/lib/intake/current-screen";
import { sayConsent, sayConsentInput } from "@/lib/intake/purpose-consent";
import { readWording } from "@/lib/intake/wording-input";
import { openByEmail, requestCodeByEmail } from "@/lib/patients/code-by-email";
import type { CheckInInput } from "@/lib/plans/check-in-input";
import { ownPlan } from "@/lib/plans/own-plan";
import { recordCheckIn } from "@/lib/plans/record-check-in";
import { viewPlan } from "@/lib/plans/view-plan";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { birthDateOf } from "@/lib/server/booking-draft";
import { guestCtx } from "@/lib/server/contexts";
import { readBrowserKey, setBrowserKey, setPatientCookie } from "@/lib/server/cookies";
import { meAction } from "@/lib/server/me-door";
import { countVisitor } from "@/lib/server/visitor";

const to = (path: string): never => redirect(path as Route);

/** What was left blank was not said; the verb judges the rest. */
const said = <Input>(values: Record<string, string | string[]>): Input =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")) as Input;

export async function codeAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await guestCtx(slug);
    await countVisitor("plan-code");
    const text = (name: string) => String(values[name] ?? "");
    const birthDate = birthDateOf({
      birthDateYear: text("birthDateYear"),
      birthDateMonth: text("birthDateMonth"),
      birthDateDay: text("birthDateDay"),
    });
    const browserKey = (await readBrowserKey(slug)) ?? randomBytes(24).toString("base64url");
    await setBrowserKey(slug, browserKey);
    const who = { email: text("email"), birthDate, browserKey };
    if (values["step"] === "open") {
      const session = await openByEmail(ctx, { ...who, code: text("code") });
      await setPatientCookie(slug, session.token);
      to(`/${slug}/me`);
    }
    await requestCodeByEmail(ctx, who);
    to(`/${slug}/me?code=sent`);
  });
}

export async function checkInAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await meAction(slug);
    const answers = Object.fromEntries(
      currentScreen().questions.flatMap(({ id }) => {
        const answer = values[id];
        return typeof answer === "string" && answer !== "" ? [[id, answer] as const] : [];
      }),
    );
    const kept = await recordCheckIn(ctx, said<CheckInInput>(values), answers, readWording(values["shown"]));
    to(`/${slug}/me?${kept.calledAbout ? "call=1" : "told=1"}`);
  });
}

export async function flareAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, patientId } = await meAction(slug);
    const own = await ownPlan(ctx);
    if (!own) throw notFound("plan");
    const { episodeId } = await viewPlan(ctx, { planId: own.planId });
    await recordFlare(ctx, parseForm(flareInput, { ...values, patientId, episodeId }));
    to(`/${slug}/me?flare=1`);
  });
}

export async function doneTodayAction(
  slug: string,
  taskId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await meAction(slug);
    await tickHomeTask(ctx, { taskId: boundTo(boundId, taskId) });
    to(`/${slug}/me?done=1#home`);
  });
}

export async function keepDiaryAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await meAction(slug);
    await keepDiaryDay(ctx, said<DiaryInput>(values));
    to(`/${slug}/me/diary?kept=1`);
  });
}

export async function sayConsentAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, patientId } = await meAction(slug);
    await sayConsent(ctx, { ...parseForm(sayConsentInput, values), patientId });
    to(`/${slug}/me/agreed?said=1`);
  });
}
