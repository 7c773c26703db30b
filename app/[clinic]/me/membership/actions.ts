"use server";
// What patients do about their membership.
import type { Route } from "next";
import { redirect } from "next/navigation";
import { changeMembershipCard, joinMembership } from "@/lib/payments/join-membership";
import { payMonthAgain, stopMembership } from "@/lib/payments/stop-membership";
import { formAction, type FormState } from "@/lib/server/action";
import { boundId, boundTo } from "@/lib/server/bound-input";
import { meAction } from "@/lib/server/me-door";
import { countVisitor } from "@/lib/server/visitor";

const to = (path: string): never => redirect(path as Route);
const pageOf = (slug: string) => `/${slug}/me/membership`;

export async function joinMembershipAction(
  slug: string,
  offerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, patientId } = await meAction(slug);
    await countVisitor("booking", slug);
    const of = { patientId, offerId: boundTo(boundId, offerId), returnPath: pageOf(slug) };
    to((await joinMembership(ctx, of)).url);
  });
}

export async function membershipCardAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, patientId } = await meAction(slug);
    await countVisitor("booking", slug);
    to((await changeMembershipCard(ctx, { patientId, returnPath: pageOf(slug) })).url);
  });
}

export async function payMonthAgainAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, patientId } = await meAction(slug);
    await countVisitor("booking", slug);
    await payMonthAgain(ctx, { patientId });
    to(`${pageOf(slug)}?done=paid`);
  });
}

export async function endMembershipAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, patientId } = await meAction(slug);
    const { ended } = await stopMembership(ctx, { patientId, stop: true });
    to(`${pageOf(slug)}?done=${ended ? "ended" : "stopped"}`);
  });
}

export async function keepMembershipAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, patientId } = await meAction(slug);
    await stopMembership(ctx, { patientId, stop: false });
    to(`${pageOf(slug)}?done=goes-on`);
  });
}
