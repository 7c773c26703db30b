// The people of a test clinic with passwords, and the way in as the doorway would lead them.
import { TOTP } from "otpauth";
import { eq } from "drizzle-orm";
import { audit, members, userClinics, users } from "../../db/schema/index.ts";
import type { Ctx } from "../../lib/context/context.ts";
import { hashPassword } from "../../lib/passwords.ts";
import type { MemberRole } from "../../lib/permissions/permissions.ts";
import type { Door } from "../../lib/staff/places.ts";
import { beginSecondFactor, confirmSecondFactor, loadSecondFactor } from "../../lib/staff/second-factor.ts";
import type { Self } from "../../lib/staff/self.ts";
import { openSession, provePassword } from "../../lib/staff/sign-in.ts";
import type { TestClinic } from "./clinic.ts";

export const password = "seven calm herons by the water";
let hashed: Promise<string> | undefined;

export const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** What the app of somebody with this seed shows at that moment. */
export const codeAt = (seed: string, at: Date): string =>
  new TOTP({ secret: seed }).generate({ timestamp: at.getTime() });

export type StaffDoorDesk = Awaited<ReturnType<typeof openStaffDoor>>;

/** Gives everybody of the clinic the password above; `members_user_once` makes role and person one. */
export async function openStaffDoor(clinic: TestClinic) {
  const passwordHash = await (hashed ??= hashPassword(password));
  const people = await clinic.inside((tx) =>
    tx
      .select({ role: members.role, userId: users.id, email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.clinicId, clinic.clinicId)),
  );
  for (const { userId } of people) await clinic.db.update(users).set({ passwordHash }).where(eq(users.id, userId));
  await clinic.db
    .insert(userClinics)
    .values(people.map(({ userId }) => ({ userId, clinicId: clinic.clinicId })))
    .onConflictDoNothing();
  const who = (role: MemberRole) => people.find((one) => one.role === role)!;
  const door = (at: Date = clinic.now): Door => {
    const { clinicId: _clinic, actor: _actor, ...rest } = clinic.guestCtx(at);
    return rest;
  };
  /** A session by the password alone, and the context the doorway would give its person. */
  async function signIn(role: MemberRole, at: Date = clinic.now): Promise<{ me: Self; ctx: Ctx }> {
    const proved = await provePassword(door(at), { email: who(role).email, password, device: "Chrome on Windows" });
    const me = await openSession(door(at), { token: proved.token });
    if (!me) throw new Error("a second factor is asked for");
    return { me, ctx: as(role, at, at) };
  }
  const as = (role: MemberRole, at: Date, provedAt: Date | null): Ctx => {
    const ctx = clinic.memberCtx(role, at);
    return ctx.actor.kind === "member" ? { ...ctx, actor: { ...ctx.actor, provedAt } } : ctx;
  };
  /** Turns the second factor on; answers its seed and recovery codes. The code of the moment is used up by it. */
  async function enrol(role: MemberRole, at: Date = clinic.now) {
    const { me, ctx } = await signIn(role, at);
    await beginSecondFactor(ctx, me);
    const begun = await loadSecondFactor(ctx, me);
    if (begun.state !== "begun") throw new Error("not begun");
    const recovery = await confirmSecondFactor(ctx, me, { code: codeAt(begun.seed, at) });
    return { me, ctx, seed: begun.seed, recovery };
  }
  const deeds = async () =>
    (
      await clinic.inside((tx) =>
        tx.select({ deed: audit.deed }).from(audit).where(eq(audit.clinicId, clinic.clinicId)).orderBy(audit.seq),
      )
    ).map(({ deed }) => deed);
  return { who, door, signIn, as, enrol, deeds };
}
