"use server";
// What owners and managers do about the clinic's people.
import { revalidatePath } from "next/cache";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { accountDoor, provedDoor } from "@/lib/server/contexts";
import { invitationInput, inviteMember, withdrawInvitation } from "@/lib/staff/invite-member";
import { endMembership } from "@/lib/staff/members";
import { setSignInRule } from "@/lib/staff/sign-in-rule";

const page = "/owner/people";

export async function inviteAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx } = await provedDoor(page);
    const input = parseForm(invitationInput, values);
    await inviteMember(ctx, input);
    revalidatePath(page);
    return { ok: true, message: `An invitation is on its way to ${input.email}.` };
  });
}

export async function withdrawInvitationAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ invitation }) => {
    const { ctx } = await accountDoor(page);
    await withdrawInvitation(ctx, { invitationId: String(invitation ?? "") });
    revalidatePath(page);
  });
}

export async function endMembershipAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ member }) => {
    const { ctx } = await provedDoor(page);
    await endMembership(ctx, { memberId: String(member ?? "") });
    revalidatePath(page);
  });
}

export async function setSignInRuleAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ required, lock }) => {
    const { ctx, me } = await provedDoor(page);
    await setSignInRule(ctx, me, {
      ...(required === undefined ? {} : { secondFactorRequired: required === "yes" }),
      ...(lock === undefined ? {} : { lockAfterMin: lock === "never" ? null : Number(lock) }),
    });
    revalidatePath(page);
  });
}
