// The people of the clinic who sign in: who they are, and the end of a membership.
import { clinicsOfUser } from "../../db/queries/directory.ts";
import { revokeOtherSessions } from "../../db/queries/login-sessions.ts";
import { dropProofs } from "../../db/queries/sign-in.ts";
import {
  endMember,
  liveMembers,
  lockMembers,
  openInvitations,
  practitionersWithoutMember,
} from "../../db/queries/staff.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import type { MemberRole } from "../permissions/permissions.ts";
import { mayHandOut } from "./roles.ts";
import { mustHaveProved } from "./self.ts";

export type MemberLine = {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  factorOn: boolean;
  canEnd: boolean;
};
export type InvitationLine = { id: string; name: string; email: string; role: MemberRole; expiresAt: Date };
export type MembersView = {
  members: MemberLine[];
  invitations: InvitationLine[];
  practitioners: { id: string; name: string }[];
};

export async function listMembers(ctx: Ctx): Promise<MembersView> {
  mustMay(ctx, "manage_members");
  return inTransaction(ctx, async ({ tx, clinicId, now }) => {
    const [members, invitations, practitioners] = await Promise.all([
      liveMembers(tx, clinicId),
      openInvitations(tx, clinicId, now),
      practitionersWithoutMember(tx, clinicId),
    ]);
    return {
      members: members.map(({ id, name, email, role: known, factorSince }) => {
        const role = known as MemberRole;
        const canEnd = id !== memberIdOf(ctx) && mayHandOut(ctx.actor, role);
        return { id, name, email, role, factorOn: factorSince !== null, canEnd };
      }),
      invitations: invitations.map(({ id, name, email, role, expiresAt }) => ({
        id,
        name,
        email,
        role: role as MemberRole,
        expiresAt,
      })),
      practitioners,
    };
  });
}

/** From the next request on they are nobody here. Refuses with `forbidden` for oneself, and for an owner when one is none. */
export async function endMembership(ctx: Ctx, input: { memberId: string }): Promise<void> {
  mustMay(ctx, "manage_members");
  mustHaveProved(ctx);
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    // Locked, so that two owners who end each other do not leave a clinic without one.
    const members = await lockMembers(tx, clinicId);
    const [member, actor] = [input.memberId, memberIdOf(ctx)].map((id) => members.find((one) => one.id === id));
    if (!actor) throw new Refusal("forbidden", "Your own membership has ended.");
    if (!member) throw notFound("person");
    if (member.id === actor.id) throw new Refusal("forbidden", "Somebody else has to end your own membership.");
    if (!mayHandOut(ctx.actor, member.role as MemberRole))
      throw new Refusal("forbidden", "Only an owner ends the membership of an owner.");
    await endMember(tx, clinicId, member.id, now);
    // Where they belong to other clinics too, their sessions go on there; here they are asked for their membership each time.
    if ((await clinicsOfUser(tx, member.userId)).length === 1) {
      await revokeOtherSessions(tx, member.userId, null, now);
      await dropProofs(tx, member.userId);
    }
    await record(t, [
      { deed: "member.ended", subjectKind: "member", subjectId: member.id, detail: { role: member.role } },
    ]);
  });
}
