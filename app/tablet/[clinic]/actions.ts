"use server";
// Opens one form on a tablet of the clinic, sends it, and closes it.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { Refusal } from "@/lib/errors";
import { currentScreen } from "@/lib/intake/current-screen";
import { signatureInput } from "@/lib/intake/treatment-consent";
import { readWording } from "@/lib/intake/wording-input";
import { openTablet, type TabletKind } from "@/lib/patients/tablet";
import type { CheckInInput } from "@/lib/plans/check-in-input";
import { sendTabletForm, type TabletSent } from "@/lib/plans/tablet-form";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { guestCtx, staffSeen } from "@/lib/server/contexts";
import { dropPatientCookie, setTabletCookie, setTabletLanguage } from "@/lib/server/cookies";
import { tabletAction } from "@/lib/server/tablet-door";
import { countVisitor } from "@/lib/server/visitor";
import { lockDesk } from "@/lib/staff/unlock";

/** Whoever is signed in on the device is locked out of it first: a patient is about to hold it. */
export async function openTabletAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ code }) => {
    const { ctx } = await guestCtx(slug, true);
    await countVisitor("tablet-code", slug);
    const { token, language } = await openTablet(ctx, { code: String(code ?? "") });
    const staff = await staffSeen();
    if (staff) await lockDesk(staff.ctx, { userId: staff.userId, sessionId: staff.sessionId });
    await dropPatientCookie(slug);
    await setTabletCookie(slug, token);
    await setTabletLanguage(slug, language);
    redirect(`/tablet/${slug}/begin` as Route);
  });
}

export async function sendTabletAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, token, form: kind } = await tabletAction(slug);
    const { speakFirst } = await sendTabletForm(ctx, token, typed(kind, values));
    redirect(`/tablet/${slug}/end?sent=${speakFirst ? "speak" : "yes"}` as Route);
  });
}

export async function closeTabletAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    await tabletAction(slug);
    redirect(`/tablet/${slug}/end` as Route);
  });
}

type Values = Record<string, string | string[]>;

function typed(form: TabletKind, values: Values): TabletSent {
  const answers = Object.fromEntries(
    currentScreen().questions.flatMap(({ id }) => {
      const answer = values[id];
      return typeof answer === "string" && answer !== "" ? [[id, answer] as const] : [];
    }),
  );
  if (form === "consent") return { form, ...parseForm(signatureInput, values) };
  const shown = readWording(values["shown"]);
  if (form === "check_in") {
    const told = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
    return { form, told: told as CheckInInput, answers, shown };
  }
  const fields = currentScreen()
    .questions.filter(({ id, when }) => !when && answers[id] === undefined)
    .map(({ id }) => ({ field: id, message: "Choose an answer." }));
  if (fields.length) throw new Refusal("screen_incomplete", "Please answer every question.", { fields });
  return { form, answers, shown };
}
