// Reads before any clinic is entered: the directory of clinics and users. Global tables, and the one row that says what a user is there.
import { and, eq } from "drizzle-orm";
import type { Handle, Tx } from "../client.ts";
import { clinics, members, userClinics, users } from "../schema/index.ts";

export async function userByEmail(db: Handle, email: string) {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user ?? null;
}

/** The clinics a user was ever let into. */
export async function clinicsOfUser(db: Handle, userId: string) {
  return db
    .select({ id: clinics.id, slug: clinics.slug, name: clinics.name })
    .from(userClinics)
    .innerJoin(clinics, eq(clinics.id, userClinics.clinicId))
    .where(eq(userClinics.userId, userId))
    .orderBy(clinics.slug);
}

export async function allClinics(db: Handle) {
  return db.select().from(clinics).orderBy(clinics.slug);
}

/** The user's standing in a clinic that has been entered; null when they have left it. */
export async function memberOfUser(tx: Tx, clinicId: string, userId: string, at: Date) {
  const [member] = await tx
    .select()
    .from(members)
    .where(and(eq(members.clinicId, clinicId), eq(members.userId, userId)));
  return member && (member.endedAt === null || member.endedAt > at) ? member : null;
}
