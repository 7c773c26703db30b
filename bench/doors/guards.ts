// What each door must answer to whom, by the pure table of roles and deeds.
import { mayDo, ownPatientOf, type Deed } from "../../lib/permissions/permissions.ts";
import type { Outcome } from "./ask.ts";
import type { Person } from "./people.ts";
import type { Ground, Things } from "./things.ts";

export const whose = ["own", "other", "foreign"] as const;
/** One's own patient, another one of the same clinic, one of the other clinic. */
export type Whose = (typeof whose)[number];

export type Guard =
  /** For everybody; `named` when the request names something of a clinic that another clinic does not have. */
  | { by: "nothing"; named?: boolean }
  /** For whoever holds a proof or an invitation that the probes do not have. */
  | { by: "a proof" }
  /** For members of the clinic whose role includes the deed; `chart` for those alone who treat the patient, `hours` for
   *  practitioners to their own alone. */
  | { by: "deed"; deed: Deed; named?: boolean; chart?: boolean; hours?: boolean }
  /** For every member: their own account. */
  | { by: "membership" }
  /** For whoever holds the signed link of a booking. */
  | { by: "manage link" }
  /** For the patient of the plan, with link and code; `code` where the link alone will do. */
  | { by: "plan link"; code?: boolean }
  /** For a patient who opened their plan in this browser. */
  | { by: "patient" };

export const guard = {
  nothing: { by: "nothing" } as Guard,
  ofClinic: { by: "nothing", named: true } as Guard,
  proof: { by: "a proof" } as Guard,
  membership: { by: "membership" } as Guard,
  manage: { by: "manage link" } as Guard,
  plan: { by: "plan link" } as Guard,
  planCode: { by: "plan link", code: true } as Guard,
  patient: { by: "patient" } as Guard,
  /** A door of the clinic as a whole: nothing in the request says whose. */
  staff: (deed: Deed): Guard => ({ by: "deed", deed }),
  /** A door to something that the request names. */
  of: (deed: Deed): Guard => ({ by: "deed", deed, named: true }),
  chart: (deed: Deed): Guard => ({ by: "deed", deed, named: true, chart: true }),
  hours: { by: "deed", deed: "edit_hours", named: true, hours: true } as Guard,
};

/** Whose things a class of ids is, as seen from where the person is at home. */
export function thingsFor(person: Person, ground: Ground, which: Whose): Things {
  if (person.home === "mine") return ground[which];
  return which === "own" ? ground.foreign : which === "other" ? ground.foreignOther : ground.own;
}

/** Any of these will do; `in` also stands for what the deed itself had against the request once it was let in. */
export function expected(
  guarded: Guard,
  kind: "page" | "route" | "action",
  person: Person,
  things: Things,
  which: Whose,
): Outcome[] {
  const { actor } = person;
  switch (guarded.by) {
    case "nothing":
      return guarded.named && which === "foreign" ? ["not_found"] : ["in"];
    case "a proof":
      return ["not_found", "sign_in_needed"];
    case "membership":
      return actor.kind === "member" ? ["in"] : ["sign_in_needed"];
    case "patient":
      return ownPatientOf(actor) === null ? ["sign_in_needed"] : ["in"];
    case "manage link":
      return which === "own" ? ["in"] : ["not_found"];
    case "plan link": {
      if (which === "foreign") return ["not_found"];
      if (guarded.code || ownPatientOf(actor) === things.patient) return ["in"];
      // The page asks for a code instead; what it must not tell, the canaries say.
      return kind === "page" ? ["in"] : ["sign_in_needed"];
    }
    case "deed": {
      if (actor.kind !== "member") return ["sign_in_needed"];
      if (!mayDo(actor, guarded.deed)) return ["forbidden"];
      const treats = actor.role === "practitioner" || actor.role === "clinical_lead";
      if (guarded.hours && treats && actor.practitionerId !== things.practitioner) return ["forbidden"];
      if (guarded.named && which === "foreign") return ["not_found"];
      if (guarded.chart && which === "other" && !mayDo(actor, "see_any_chart"))
        return kind === "page" ? ["forbidden"] : ["reason_needed"];
      return ["in"];
    }
  }
}
