// The roles of a clinic's people: what they are called, and who may give or take which.
import type { Actor, MemberRole } from "../permissions/permissions.ts";

export const roleWords: Record<MemberRole, string> = {
  front_desk: "Front desk",
  practitioner: "Practitioner",
  clinical_lead: "Clinical lead",
  manager: "Manager",
  owner: "Owner",
  support: "Support",
};

export const allRoles = Object.keys(roleWords) as MemberRole[];

/** Owners speak for every role; a manager for every one but the owner's. */
export const mayHandOut = (actor: Actor, role: MemberRole): boolean =>
  actor.kind === "member" && (actor.role === "owner" || (actor.role === "manager" && role !== "owner"));
