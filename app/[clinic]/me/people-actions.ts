"use server";
// What patients do about whom they look after: ask, turn to them and back, and give it up.
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { askToActFor, giveUpDependant, switchPerson } from "@/lib/patients/act-for";
import { dependantInput } from "@/lib/patients/guardian-input";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { birthDateOf } from "@/lib/server/booking-draft";
import { guestCtx } from "@/lib/server/contexts";
import { readPatientCookie } from "@/lib/server/cookies";
import { meAction } from "@/lib/server/me-door";

const to = (path: string): never => redirect(path as Route);

export async function askToActForAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await meAction(slug);
    const text = (name: string) => String(values[name] ?? "");
    const birthDate = birthDateOf({
      birthDateYear: text("birthDateYear"),
      birthDateMonth: text("birthDateMonth"),
      birthDateDay: text("birthDateDay"),
    });
    await askToActFor(ctx, parseForm(dependantInput, { ...values, birthDate }));
    to(`/${slug}/me?asked=1#people`);
  });
}

/** Without a right to turn to, back to one's own. */
export async function switchPersonAction(
  slug: string,
  guardianshipId: string | null,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    await meAction(slug);
    const { ctx } = await guestCtx(slug);
    const token = (await readPatientCookie(slug)) ?? "";
    await switchPerson(ctx, {
      token,
      guardianshipId: guardianshipId === null ? null : boundTo(boundId, guardianshipId),
    });
    revalidatePath(`/${slug}`, "layout");
    to(`/${slug}/me`);
  });
}

export async function giveUpDependantAction(
  slug: string,
  guardianshipId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await meAction(slug);
    await giveUpDependant(ctx, { guardianshipId: boundTo(boundId, guardianshipId) });
    to(`/${slug}/me?gaveUp=1#people`);
  });
}
