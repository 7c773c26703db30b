// The people of a clinic who sign in, and what the clinic asks of them.
import { and, asc, count, desc, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { invitations, members, practitioners, signInRules, userClinics, userFactors, users } from "../schema/index.ts";

export async function latestSignInRule(tx: Tx, clinicId: string) {
  const [rule] = await tx
    .select()
    .from(signInRules)
    .where(eq(signInRules.clinicId, clinicId))
    .orderBy(desc(signInRules.setAt), desc(signInRules.id))
    .limit(1);
  return rule ?? null;
}

export async function addSignInRule(tx: Tx, row: typeof signInRules.$inferInsert): Promise<void> {
  await tx.insert(signInRules).values(row);
}

/** Everybody who may sign in now, with whether their second factor is on. */
export async function liveMembers(tx: Tx, clinicId: string) {
  return tx
    .select({
      id: members.id,
      name: members.name,
      role: members.role,
      email: users.email,
      factorSince: userFactors.confirmedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(userFactors, eq(userFactors.userId, members.userId))
    .where(and(eq(members.clinicId, clinicId), isNull(members.endedAt)))
    .orderBy(asc(members.name));
}

/** Whom the clinic's own affairs are told to. */
export const liveOwners = (tx: Tx, clinicId: string) =>
  tx
    .select({ id: members.id, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.clinicId, clinicId), eq(members.role, "owner"), isNull(members.endedAt)))
    .orderBy(members.id);

/** Whoever does two things at one moment does the second one after the first. */
export async function lockMember(tx: Tx, clinicId: string, memberId: string): Promise<void> {
  await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.clinicId, clinicId), eq(members.id, memberId)))
    .for("no key update");
}

/** The clinic's live members, locked: whoever ends somebody sees what the one before did. */
export async function lockMembers(tx: Tx, clinicId: string) {
  return tx
    .select()
    .from(members)
    .where(and(eq(members.clinicId, clinicId), isNull(members.endedAt)))
    .orderBy(members.id)
    .for("update");
}

export async function endMember(tx: Tx, clinicId: string, memberId: string, at: Date): Promise<void> {
  await tx
    .update(members)
    .set({ endedAt: at })
    .where(and(eq(members.clinicId, clinicId), eq(members.id, memberId)));
}

/** Those who treat and whom nobody signs in as. */
export async function practitionersWithoutMember(tx: Tx, clinicId: string) {
  return tx
    .select({ id: practitioners.id, name: practitioners.name })
    .from(practitioners)
    .leftJoin(
      members,
      and(eq(members.clinicId, clinicId), eq(members.practitionerId, practitioners.id), isNull(members.endedAt)),
    )
    .where(and(eq(practitioners.clinicId, clinicId), isNull(practitioners.leftOn), isNull(members.id)))
    .orderBy(practitioners.name);
}

export async function addInvitation(tx: Tx, row: typeof invitations.$inferInsert): Promise<void> {
  await tx.insert(invitations).values(row);
}

const open = (clinicId: string, at: Date) =>
  and(
    eq(invitations.clinicId, clinicId),
    isNull(invitations.acceptedAt),
    isNull(invitations.withdrawnAt),
    gt(invitations.expiresAt, at),
  );

export async function openInvitations(tx: Tx, clinicId: string, at: Date) {
  return tx.select().from(invitations).where(open(clinicId, at)).orderBy(invitations.createdAt);
}

export async function invitationsSince(tx: Tx, clinicId: string, email: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(invitations)
    .where(and(eq(invitations.clinicId, clinicId), eq(invitations.email, email), gt(invitations.createdAt, since)));
  return row?.n ?? 0;
}

export async function withdrawInvitations(
  tx: Tx,
  clinicId: string,
  which: { email: string } | { id: string },
  at: Date,
): Promise<number> {
  const gone = await tx
    .update(invitations)
    .set({ withdrawnAt: at })
    .where(and(open(clinicId, at), "id" in which ? eq(invitations.id, which.id) : eq(invitations.email, which.email)))
    .returning({ id: invitations.id });
  return gone.length;
}

/** The open invitation behind a link. */
export async function invitationByToken(tx: Tx, clinicId: string, tokenHash: string, at: Date) {
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(open(clinicId, at), eq(invitations.tokenHash, tokenHash)));
  return row ?? null;
}

/** Takes the invitation; of two that come at once, one gets it. */
export async function takeInvitation(tx: Tx, clinicId: string, id: string, at: Date): Promise<boolean> {
  const taken = await tx
    .update(invitations)
    .set({ acceptedAt: at })
    .where(and(open(clinicId, at), eq(invitations.id, id)))
    .returning({ id: invitations.id });
  return taken.length > 0;
}

/** A new account; false when somebody has one with this e-mail, which stays as it is. */
export async function addUser(tx: Tx, row: typeof users.$inferInsert): Promise<boolean> {
  const added = await tx.insert(users).values(row).onConflictDoNothing().returning({ id: users.id });
  return added.length > 0;
}

type Joined = { clinicId: string; userId: string; role: string; practitionerId: string | null; name: string };

/** Lets the user in; who was a member before is one again, with the new role. Answers the member's id. */
export async function putMember(tx: Tx, id: string, row: Joined, invitationId: string): Promise<string> {
  await tx.insert(userClinics).values({ userId: row.userId, clinicId: row.clinicId }).onConflictDoNothing();
  const [member] = await tx
    .insert(members)
    .values({ ...row, id })
    .onConflictDoUpdate({
      target: [members.clinicId, members.userId],
      set: { role: row.role, practitionerId: row.practitionerId, name: row.name, endedAt: null },
    })
    .returning({ id: members.id });
  await tx
    .update(invitations)
    .set({ acceptedBy: member!.id })
    .where(and(eq(invitations.clinicId, row.clinicId), eq(invitations.id, invitationId)));
  return member!.id;
}

/** What the mail about an invitation needs; null when it is no longer open. */
export async function invitationToTell(tx: Tx, clinicId: string, id: string, at: Date) {
  const [row] = await tx
    .select({
      id: invitations.id,
      email: invitations.email,
      inviterName: members.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, invitations.invitedBy)))
    .where(and(open(clinicId, at), eq(invitations.id, id)));
  return row ?? null;
}
