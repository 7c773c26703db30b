// Who may do what: one pure table of roles and deeds. Verbs ask it first; pages and routes never decide.

export type MemberRole = "practitioner" | "front_desk" | "clinical_lead" | "manager" | "owner" | "support";

export type Actor =
  | { kind: "guest" }
  | {
      kind: "patient";
      patientId: string;
      /** When they last gave their second proof in this browser; what the record says asks for it. */
      provedAt?: Date;
      /** Holds a tablet of the clinic that shows one form, and does nothing else with it. */
      onTablet?: true;
    }
  /** Who looks after the patient and gets their messages. */
  | {
      kind: "guardian";
      patientId: string;
      /** Their own record, where the clinic knows it and they came in by it. */
      guardianId?: string;
      provedAt?: Date;
    }
  | {
      kind: "member";
      memberId: string;
      role: MemberRole;
      practitionerId: string | null;
      name: string;
      /** When they last typed their password; some deeds ask for it anew. */
      provedAt?: Date | null;
    }
  | { kind: "system"; name: "worker" | "stripe" | "seed" | "operator" };

/** Somebody of the clinic, or the product itself; not a patient, a guardian or a guest. */
export const actsForClinic = (actor: Actor): boolean => actor.kind === "member" || actor.kind === "system";

export type Deed =
  | "see_public_clinic"
  | "book_online"
  | "manage_own_booking"
  | "see_own_plan"
  | "see_own_record"
  | "see_day"
  | "book_for_patient"
  | "change_booking"
  | "overbook"
  | "record_attendance"
  | "see_patient"
  | "see_chart"
  | "see_any_chart"
  | "open_chart_by_reason"
  | "export_patient"
  | "export_clinic"
  | "connect_payments"
  | "manage_subscription"
  | "keep_breaches"
  | "hold_record"
  | "erase_patient"
  | "set_privacy_notice"
  | "open_clinic"
  | "set_up_clinic"
  | "import_records"
  | "merge_patients"
  | "edit_templates"
  | "keep_articles"
  | "send_comment"
  | "act_for_others"
  | "approve_guardian"
  | "reset_patient_proof"
  | "write_chart"
  | "review_screen"
  | "close_call_task"
  | "take_payment"
  | "refund_payment"
  | "see_money"
  | "see_hours"
  | "edit_hours"
  | "build_plan"
  | "offer_plan"
  | "accept_plan_for_patient"
  | "stop_plan"
  | "see_adherence"
  | "keep_own_account"
  | "manage_members"
  | "set_sign_in_rule"
  | "set_identity_provider"
  | "see_audit"
  | "run_jobs";

const staff: Deed[] = [
  "see_public_clinic",
  "see_day",
  "see_hours",
  "book_for_patient",
  "change_booking",
  "record_attendance",
  "see_patient",
  "close_call_task",
  "take_payment",
  "accept_plan_for_patient",
  "approve_guardian",
  "reset_patient_proof",
  "keep_own_account",
];
const chart: Deed[] = [
  "see_chart",
  "export_patient",
  "write_chart",
  "review_screen",
  "build_plan",
  "offer_plan",
  "stop_plan",
  "edit_hours",
];
const leading: Deed[] = [
  "overbook",
  "refund_payment",
  "edit_hours",
  "see_money",
  "see_adherence",
  "manage_members",
  "keep_breaches",
  "hold_record",
  "set_privacy_notice",
  "set_up_clinic",
  "import_records",
  "merge_patients",
  "keep_articles",
];

const may: Record<MemberRole, ReadonlySet<Deed>> = {
  practitioner: new Set<Deed>([...staff, ...chart, "open_chart_by_reason"]),
  front_desk: new Set<Deed>([...staff, "overbook", "refund_payment", "edit_hours"]),
  clinical_lead: new Set<Deed>([
    ...staff,
    ...chart,
    "see_any_chart",
    "hold_record",
    "overbook",
    "edit_templates",
    "keep_articles",
  ]),
  manager: new Set<Deed>([...staff, ...leading]),
  owner: new Set<Deed>([
    ...staff,
    ...leading,
    "set_sign_in_rule",
    "export_clinic",
    "connect_payments",
    "manage_subscription",
    "erase_patient",
    "see_audit",
    "edit_templates",
  ]),
  // Helps with how the clinic is set up, and never learns who comes.
  support: new Set<Deed>(["see_public_clinic", "see_hours", "keep_own_account"]),
};

const guest = new Set<Deed>(["see_public_clinic", "book_online", "manage_own_booking", "open_clinic", "send_comment"]);
const patient = new Set<Deed>([...guest, "see_own_plan", "see_own_record", "act_for_others"]);
/** To answer health questions, check in, and sign. */
const tablet = new Set<Deed>(["book_online", "see_own_plan"]);

/** Whether the actor may do the deed at all; whose record it is, is asked of the row itself. */
export function mayDo(actor: Actor, deed: Deed): boolean {
  switch (actor.kind) {
    case "guest":
      return guest.has(deed);
    case "patient":
      return (actor.onTablet ? tablet : patient).has(deed);
    case "guardian":
      return patient.has(deed);
    case "member":
      return may[actor.role].has(deed);
    case "system":
      return true;
  }
}

/** Whose own things the actor may see: the patient's who acts, or for whom a guardian acts. */
export const ownPatientOf = (actor: Actor): string | null =>
  actor.kind === "patient" || actor.kind === "guardian" ? actor.patientId : null;

/** The record of whoever acts: a patient's own, or that of who acts for them. */
export const actingPersonOf = (actor: Actor): string | null =>
  actor.kind === "guardian" ? (actor.guardianId ?? actor.patientId) : ownPatientOf(actor);
