"use server";
// What a patient does on the page of their own plan.
import { randomBytes } from "node:crypto";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { readWording } from "@/lib/intake/wording-input";
import { openByCode, requestCode } from "@/lib/patients/patient-session";
import { cancelAsShown } from "@/lib/payments/cancel-booking";
import { endPlan } from "@/lib/payments/end-plan";
import { issueReceipt } from "@/lib/payments/issue-receipt";
import { takesCardsOnline } from "@/lib/payments/online-account";
import { openCheckout } from "@/lib/payments/open-checkout";
import { openInstalmentPage, openInstalments } from "@/lib/payments/pay-instalments";
import { giftCodeInput, payOwedByGiftCard } from "@/lib/payments/use-gift-card";
import { replanCourse } from "@/lib/payments/replan-course";
import { acceptPlan } from "@/lib/plans/accept-plan";
import { dropProvisional } from "@/lib/plans/drop-provisional";
import { moveVisit } from "@/lib/plans/move-visit";
import type { PayChoice } from "@/lib/plans/plan-views";
import { addTravel, removeTravel } from "@/lib/plans/travel-dates";
import { viewPlan } from "@/lib/plans/view-plan";
import { changedQuery, chosenOf, wishesOf } from "@/lib/plans/wishes";
import { signatureInput, signConsent } from "@/lib/intake/treatment-consent";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { birthDateOf } from "@/lib/server/booking-draft";
import { readBrowserKey, setBrowserKey, setPatientCookie } from "@/lib/server/cookies";
import { planDoor } from "@/lib/server/plan-page";
import { shownStarts } from "@/lib/server/shown-starts";
import { typedStart } from "@/lib/server/typed-start";
import { countVisitor } from "@/lib/server/visitor";
import { dateInput } from "@/lib/time/date-input";

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
    await countVisitor("plan-code");
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

/** Everything that is owed, as far as the gift card goes. */
export async function payOwedByGiftCardAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, patientId } = await opened(slug, token);
    await countVisitor("gift-code", slug);
    await payOwedByGiftCard(ctx, { patientId, ...parseForm(giftCodeInput, values) });
    to(`${pageOf(slug, token)}/money?gift=1#gift-card`);
  });
}

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
    // While no card can be taken, the course is booked all the same.
    const payChoice = (await takesCardsOnline(ctx)) ? (String(values["payChoice"]) as PayChoice) : "clinic";
    const address = new URLSearchParams(boundTo(z.string(), query));
    const asked = Object.fromEntries([...address.keys()].map((name) => [name, address.getAll(name)]));
    const accepted = await acceptPlan(ctx, {
      planId,
      signedName: String(values["signedName"]),
      signedHow: "online",
      consentVersion: String(values["consentVersion"]) as "2026-11",
      textVersion: String(values["textVersion"]) as "2026-11",
      shown: readWording(values["shown"]),
      payChoice,
      preferences: wishesOf(asked, plan.preferences),
      chosen: chosenOf(asked),
      seen: shownStarts(values["seen"]),
      idempotencyKey: String(values["idempotencyKey"]),
    });
    const page = pageOf(slug, token);
    if (accepted.changed) to(`${page}?${changedQuery(asked, accepted.difference)}`);
    else if (accepted.amountDueMinor > 0 && payChoice === "instalments")
      to((await openInstalments(ctx, { planId, returnPath: page })).url);
    else if (accepted.amountDueMinor > 0) {
      to(
        (await openCheckout(ctx, { purpose: "plan", planId, amountMinor: accepted.amountDueMinor, returnPath: page }))
          .url,
      );
    } else to(`${page}?booked=1`);
  });
}

export async function signConsentAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, patientId } = await opened(slug, token);
    await signConsent(ctx, { ...parseForm(signatureInput, values), patientId });
    to(`${pageOf(slug, token)}?signed=1`);
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
    const [start, practitionerId = ""] = String(values["start"] ?? "").split("|");
    await moveVisit(ctx, { planId, visitId, start: typedStart(start), practitionerId });
    to(`${pageOf(slug, token)}?moved=1`);
  });
}

export async function addTravelAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, planId } = await opened(slug, token);
    const said = { from: String(values["from"] ?? ""), to: String(values["to"] ?? "") };
    const { bookedInside } = await addTravel(ctx, { planId, ...said });
    to(bookedInside ? `${pageOf(slug, token)}/replan` : `${pageOf(slug, token)}?away=1`);
  });
}

const daysAway = z.object({ from: dateInput, to: dateInput });

export async function removeTravelAction(
  slug: string,
  token: string,
  span: { from: string; to: string },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, planId } = await opened(slug, token);
    await removeTravel(ctx, { planId, ...boundTo(daysAway, span) });
    to(`${pageOf(slug, token)}?back=1`);
  });
}

const shownVisit = z.object({ visitId: boundId, feeShownMinor: z.int() });

/** What is provisional is dropped free of charge; anything else is cancelled at the price that was shown. */
export async function giveUpAction(
  slug: string,
  token: string,
  of: { visitId: string; feeShownMinor: number },
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { visitId, feeShownMinor } = boundTo(shownVisit, of);
    const { ctx, planId } = await opened(slug, token);
    const plan = await viewPlan(ctx, { planId });
    const visit = plan.visits.find((one) => one.visitId === visitId);
    if (!visit?.chainId) throw new Refusal("already_done", "This visit is not booked any more.");
    if (visit.provisional) {
      await dropProvisional(ctx, { planId, visitIds: [visitId] });
      to(`${pageOf(slug, token)}?dropped=1`);
    }
    await cancelAsShown(ctx, { chainId: visit.chainId, feeShownMinor });
    to(`${pageOf(slug, token)}?cancelled=1`);
  });
}

export async function replanAction(
  slug: string,
  token: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, planId } = await opened(slug, token);
    const page = pageOf(slug, token);
    let next = `${page}?replanned=1`;
    try {
      await replanCourse(ctx, {
        planId,
        seen: shownStarts(values["seen"]),
        stamp: String(values["stamp"] ?? ""),
        instalments: String(values["instalments"] ?? ""),
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "plan_changed") throw error;
      next = `${page}/replan?changed=1`;
    }
    to(next);
  });
}

/** The page at Stripe to pay an open instalment on; the card that pays is kept for the next ones. */
export async function payInstalmentAction(
  slug: string,
  token: string,
  instalmentId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await opened(slug, token);
    const returnPath = `${pageOf(slug, token)}/money`;
    to((await openInstalmentPage(ctx, { instalmentId: boundTo(boundId, instalmentId), returnPath })).url);
  });
}

/** The receipt of one's own visit: issued when it was not yet, and the same one otherwise. */
export async function receiptAction(
  slug: string,
  token: string,
  chargeId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx } = await opened(slug, token);
    const { receiptId, duplicate } = await issueReceipt(ctx, { chargeId: boundTo(boundId, chargeId) });
    to(`${pageOf(slug, token)}/money/receipts/${receiptId}${duplicate ? "" : "?new=1"}`);
  });
}
