// Where a person is at work now: their live memberships, clinic by clinic.
import { withClinic, type Database } from "../../db/client.ts";
import { clinicsOfUser, memberOfUser } from "../../db/queries/directory.ts";
import { record, type Deed } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import type { Actor, MemberRole } from "../permissions/permissions.ts";

type MemberActor = Extract<Actor, { kind: "member" }>;
export type Place = { clinicId: string; slug: string; name: string; actor: MemberActor };

export const actorOf = (member: {
  id: string;
  role: string;
  practitionerId: string | null;
  name: string;
}): MemberActor => ({
  kind: "member",
  memberId: member.id,
  role: member.role as MemberRole,
  practitionerId: member.practitionerId,
  name: member.name,
});

export async function placesOf(db: Database, userId: string, at: Date): Promise<Place[]> {
  const places: Place[] = [];
  for (const { id, slug, name } of await clinicsOfUser(db, userId)) {
    const member = await withClinic(db, id, (tx) => memberOfUser(tx, id, userId, at));
    if (member) places.push({ clinicId: id, slug, name, actor: actorOf(member) });
  }
  return places;
}

/** What a doorway outside any clinic works with. */
export type Door = Omit<Ctx, "clinicId" | "actor" | "tx" | "lastSteps">;

/** Writes what a person did at the door into the audit of each clinic they are at work in. */
export async function recordAtPlaces(door: Door, userId: string, deed: Omit<Deed, "subjectKind" | "subjectId">) {
  for (const { clinicId, actor } of await placesOf(door.db, userId, door.now))
    await inTransaction({ ...door, clinicId, actor }, (t) =>
      record(t, [{ ...deed, subjectKind: "member", subjectId: actor.memberId }]),
    );
}
