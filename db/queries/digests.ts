// Who of a clinic gets the week by e-mail.
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { digestChoices, members, users } from "../schema/index.ts";

/** What a member said last; null when they have said nothing. */
export async function digestChoice(tx: Tx, clinicId: string, memberId: string): Promise<boolean | null> {
  const [row] = await tx
    .select({ wanted: digestChoices.wanted })
    .from(digestChoices)
    .where(and(eq(digestChoices.clinicId, clinicId), eq(digestChoices.memberId, memberId)))
    .orderBy(desc(digestChoices.at), desc(digestChoices.id))
    .limit(1);
  return row?.wanted ?? null;
}

export async function addDigestChoice(tx: Tx, row: typeof digestChoices.$inferInsert): Promise<void> {
  await tx.insert(digestChoices).values(row);
}

/** Live members in these roles, each with what they said last. */
export const digestReaders = (tx: Tx, clinicId: string, roles: readonly string[]) =>
  tx
    .select({
      id: members.id,
      role: members.role,
      email: users.email,
      wanted: sql<boolean | null>`(select d.wanted from digest_choices d
        where d.clinic_id = ${clinicId}::uuid and d.member_id = ${members.id} order by d.at desc, d.id desc limit 1)`,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.clinicId, clinicId), inArray(members.role, [...roles]), isNull(members.endedAt)))
    .orderBy(members.id);
