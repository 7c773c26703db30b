// Offers somebody a place in the clinic by e-mail.
import { z } from "zod";
import {
  addInvitation,
  invitationsSince,
  liveMembers,
  practitionersWithoutMember,
  withdrawInvitations,
} from "../../db/queries/staff.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { isId, newId } from "../ids.ts";
import { hashOf } from "../tokens.ts";
import { invitationDays, invitationToken } from "./invitation-link.ts";
import { allRoles, mayHandOut } from "./roles.ts";
import { mustHaveProved } from "./self.ts";

const mostAnHour = 3;

export const invitationInput = z.object({
  email: z.email("Type one e-mail address.").max(254).toLowerCase(),
  name: z.string().trim().min(1, "Type their name.").max(100),
  role: z.enum(allRoles, "Choose what they do."),
  practitionerId: z
    .uuid()
    .nullish()
    .or(z.literal("").transform(() => null)),
});
export type InvitationToSend = z.output<typeof invitationInput>;

/** An earlier open one to the same address is withdrawn. Refuses with `forbidden`, `already_done` or `too_many`. */
export async function inviteMember(ctx: Ctx, input: InvitationToSend): Promise<{ invitationId: string }> {
  mustMay(ctx, "manage_members");
  mustHaveProved(ctx);
  const { email, name, role, practitionerId = null } = input;
  if (!mayHandOut(ctx.actor, role)) throw new Refusal("forbidden", "Only an owner makes somebody an owner.");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if ((await liveMembers(tx, clinicId)).some((member) => member.email === email))
      throw new Refusal("already_done", "Somebody with this e-mail belongs to the clinic already.");
    if ((await invitationsSince(tx, clinicId, email, new Date(now.getTime() - 3_600_000))) >= mostAnHour)
      throw new Refusal("too_many", "Three invitations went to this address within the hour. Wait a little.");
    if (practitionerId && !(await practitionersWithoutMember(tx, clinicId)).some(({ id }) => id === practitionerId))
      throw notFound("practitioner");
    await withdrawInvitations(tx, clinicId, { email }, now);
    const id = newId();
    await addInvitation(tx, {
      clinicId,
      id,
      email,
      name,
      role,
      practitionerId,
      tokenHash: hashOf(invitationToken(ctx.secret, id)),
      invitedBy: memberIdOf(ctx)!,
      createdAt: now,
      expiresAt: new Date(now.getTime() + invitationDays * 86_400_000),
    });
    await announce(t, [{ kind: "member.invited", payload: { invitationId: id }, dedupeKey: `invitation:${id}` }]);
    await record(t, [{ deed: "member.invited", subjectKind: "invitation", subjectId: id, detail: { role } }]);
    return { invitationId: id };
  });
}

/** The link is over at once. Refuses with `not_found` when it was taken or is over already. */
export async function withdrawInvitation(ctx: Ctx, input: { invitationId: string }): Promise<void> {
  mustMay(ctx, "manage_members");
  const { invitationId: id } = input;
  await inTransaction(ctx, async (t) => {
    if (!isId(id) || !(await withdrawInvitations(t.tx, t.clinicId, { id }, t.now))) throw notFound("invitation");
    await record(t, [{ deed: "member.invitation_withdrawn", subjectKind: "invitation", subjectId: id }]);
  });
}
