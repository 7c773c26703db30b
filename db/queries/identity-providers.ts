// A clinic's own sign-in, and whom it knows.
import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { identityProviders, members, providerIdentities, users } from "../schema/index.ts";

export type ProviderRow = typeof identityProviders.$inferSelect;

export async function latestProvider(tx: Tx, clinicId: string): Promise<ProviderRow | null> {
  const [row] = await tx
    .select()
    .from(identityProviders)
    .where(eq(identityProviders.clinicId, clinicId))
    .orderBy(desc(identityProviders.setAt), desc(identityProviders.id))
    .limit(1);
  return row ?? null;
}

export async function addProvider(tx: Tx, row: typeof identityProviders.$inferInsert): Promise<void> {
  await tx.insert(identityProviders).values(row);
}

const atWork = (at: Date) => or(isNull(members.endedAt), gt(members.endedAt, at));

/** The member whom the provider knows under this key. */
export async function memberOfIdentity(tx: Tx, clinicId: string, issuer: string, subject: string, at: Date) {
  const [row] = await tx
    .select({ memberId: members.id, userId: members.userId })
    .from(providerIdentities)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, providerIdentities.memberId)))
    .where(
      and(
        eq(providerIdentities.clinicId, clinicId),
        eq(providerIdentities.issuer, issuer),
        eq(providerIdentities.subject, subject),
        atWork(at),
      ),
    );
  return row ?? null;
}

/** The member with this address, unless the provider knows them under another key already. */
export async function unlinkedMember(tx: Tx, clinicId: string, issuer: string, email: string, at: Date) {
  const [row] = await tx
    .select({ memberId: members.id, userId: members.userId, linked: providerIdentities.subject })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(
      providerIdentities,
      and(
        eq(providerIdentities.clinicId, clinicId),
        eq(providerIdentities.issuer, issuer),
        eq(providerIdentities.memberId, members.id),
      ),
    )
    .where(and(eq(members.clinicId, clinicId), eq(users.email, email), atWork(at)));
  return row && row.linked === null ? { memberId: row.memberId, userId: row.userId } : null;
}

/** Whether it was new. */
export async function linkIdentity(tx: Tx, row: typeof providerIdentities.$inferInsert): Promise<boolean> {
  const linked = await tx
    .insert(providerIdentities)
    .values(row)
    .onConflictDoNothing()
    .returning({ memberId: providerIdentities.memberId });
  return linked.length > 0;
}
