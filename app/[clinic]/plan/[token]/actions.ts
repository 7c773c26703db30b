"use server";
// What a patient does on the page of their own plan.
import { randomBytes } from "node:crypto";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { openByCode, requestCode } from "@/lib/patients/patient-session";
import { endPlan } from "@/lib/payments/end-plan";
import { openCheckout } from "@/lib/payments/open-checkout";
import { acceptPlan } from "@/lib/plans/accept-plan";
import { moveVisit } from "@/lib/plans/move-visit";
import type { PayChoice } from "@/lib/plans/plan-views";
import { viewPlan } from "@/lib/plans/view-plan";
import { chosenOf, wishesOf } from "@/lib/plans/wishes";
import { formAction, type FormState } from "@/lib/server/action";
import { birthDateOf } from "@/lib/server/booking-draft";
import { readBrowserKey, setBrowserKey, setPatientCookie } from "@/lib/server/cookies";
import { planDoor } from "@/lib/server/plan-page";

const to = (path: string): never => redirect(path as Route);
const pageOf = (slug: string, token: string) => `/${slug}/plan/${token}`;

async function opened(slug: string, token: string) {
  const door = await planDoor(slug, token);
  if (!door.ctx)
    throw new Refusal("sign_in_needed", "Please open the plan again with a code; nothing you did is lost.");
  return { ...door, ctx: door.ctx };
}

export async function codeAction(slug: string, token: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { guest, patientId } = await planDoor(slug, token);
    const text = (name: string) => String(values[name] ?? "");
    const birthDate = birthDateOf({
      birthDateYear: text("birthDateYear"),
      birthDateMonth: text("birthDateMonth"),
      birthDateDay: text("birthDateDay"),
    });
    const browserKey = (await readBrowserKey(slug)) ?? randomBytes(24).toString("base64url");
    await setBrowserKey(slug, browserKey);
    if (values["step"] === "open") {
      const session = await openByCode(guest, { patientId, birthDate, code: text("code"), browserKey });
      await setPatientCookie(slug, session.token);
      to(pageOf(slug, token));
    }
    await requestCode(guest, { patientId, birthDate, browserKey });
    to(`${pageOf(slug, token)}?code=sent`);
  });
}

const seenShape = z
  .array(
    z.object({
      visitId: z.string(),
      start: z.iso.datetime().transform((text) => new Date(text)),
      practitionerId: z.string(),
    }),
  )
  .max(200);

export async function acceptAction(
  slug: string,
  token: string,
  query: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, planId } = await opened(slug, token);
    const problems = [
      ...(values["consent"] === "yes" ? [] : [{ field: "consent", message: "Please agree before we book." }]),
      ...(String(values["signedName"] ?? "").trim().length >= 2
        ? []
        : [{ field: "signedName", message: "Write your full name to sign." }]),
    ];
    if (problems.length) throw new Refusal("invalid", "Please check the marked fields.", { fields: problems });
    const plan = await viewPlan(ctx, { planId });
    const payChoice = String(values["payChoice"]) as PayChoice;
    const address = new URLSearchParams(query);
    const asked = Object.fromEntries([...address.keys()].map((name) => [name, address.getAll(name)]));
    const accepted = await acceptPlan(ctx, {
      planId,
      signedName: String(values["signedName"]),
      signedHow: "online",
      consentVersion: String(values["consentVersion"]) as "2026-11",
      textVersion: String(values["textVersion"]) as "2026-11",
      payChoice,
      preferences: wishesOf(asked, plan.preferences),
      chosen: chosenOf(asked),
      seen: seenShape.parse(JSON.parse(String(values["seen"] ?? "[]"))),
      idempotencyKey: String(values["idempotencyKey"]),
    });
    const page = pageOf(slug, token);
    if (accepted.changed) {
      const { moved, new: added, dropped } = accepted.difference;
      to(`${page}?${query}${query ? "&" : ""}changed=${moved.length + added.length + dropped.length}`);
    } else if (accepted.amountDueMinor > 0) {
      to(
        (await openCheckout(ctx, { purpose: "plan", planId, amountMinor: accepted.amountDueMinor, returnPath: page }))
          .url,
      );
    } else to(`${page}?booked=1`);
  });
}

export async function stopAction(slug: string, token: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, planId } = await opened(slug, token);
    await endPlan(ctx, { planId, reason: "patient_choice" });
    to(`${pageOf(slug, token)}?stopped=1`);
  });
}

export async function moveVisitAction(
  slug: string,
  token: string,
  visitId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, planId } = await opened(slug, token);
    const [start = "", practitionerId = ""] = String(values["start"] ?? "").split("|");
    if (!start)
      throw new Refusal("invalid", "Choose a time.", { fields: [{ field: "start", message: "Choose a time." }] });
    await moveVisit(ctx, { planId, visitId, start: new Date(start), practitionerId });
    to(`${pageOf(slug, token)}?moved=1`);
  });
}
