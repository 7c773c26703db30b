// The table of roles and deeds: what must never be in one row, whatever else changes.
import { describe, expect, it } from "vitest";
import { mayDo, ownPatientOf, type Actor, type Deed, type MemberRole } from "../../../lib/permissions/permissions.ts";
import { allRoles } from "../../../lib/staff/roles.ts";

const member = (role: MemberRole): Actor => ({
  kind: "member",
  memberId: "m",
  role,
  practitionerId: null,
  name: "Somebody",
});
const rolesThatMay = (deed: Deed): MemberRole[] => allRoles.filter((role) => mayDo(member(role), deed)).toSorted();

// Guest, patient, support, front desk, practitioner, clinical lead, manager, owner: each says y or - to each deed.
const everyCell: Record<Deed, string> = {
  see_public_clinic: "yyyyyyyy",
  book_online: "yy------",
  manage_own_booking: "yy------",
  see_own_plan: "-y------",
  see_own_record: "-y------",
  see_day: "---yyyyy",
  book_for_patient: "---yyyyy",
  change_booking: "---yyyyy",
  overbook: "---y-yyy",
  record_attendance: "---yyyyy",
  see_patient: "---yyyyy",
  see_chart: "----yy--",
  see_any_chart: "-----y--",
  open_chart_by_reason: "----y---",
  export_patient: "----yy--",
  export_clinic: "-------y",
  connect_payments: "-------y",
  manage_subscription: "-------y",
  keep_breaches: "------yy",
  hold_record: "-----yyy",
  erase_patient: "-------y",
  set_privacy_notice: "------yy",
  open_clinic: "yy------",
  set_up_clinic: "------yy",
  import_records: "------yy",
  merge_patients: "------yy",
  edit_templates: "-----y-y",
  keep_articles: "-----yyy",
  send_comment: "yy------",
  act_for_others: "-y------",
  approve_guardian: "---yyyyy",
  reset_patient_proof: "---yyyyy",
  write_chart: "----yy--",
  review_screen: "----yy--",
  close_call_task: "---yyyyy",
  take_payment: "---yyyyy",
  refund_payment: "---y--yy",
  see_money: "------yy",
  see_hours: "--yyyyyy",
  edit_hours: "---yyyyy",
  build_plan: "----yy--",
  offer_plan: "----yy--",
  accept_plan_for_patient: "---yyyyy",
  stop_plan: "----yy--",
  see_adherence: "------yy",
  keep_own_account: "--yyyyyy",
  manage_members: "------yy",
  set_sign_in_rule: "-------y",
  set_identity_provider: "--------",
  see_audit: "-------y",
  run_jobs: "--------",
};
const columns: Actor[] = [
  { kind: "guest" },
  { kind: "patient", patientId: "p" },
  ...(["support", "front_desk", "practitioner", "clinical_lead", "manager", "owner"] as const).map(member),
];

describe("the table of roles and deeds", () => {
  it.each(Object.entries(everyCell))("AC-09 %s is open to those it names, and to nobody else", (deed, cells) => {
    expect(columns.map((actor) => (mayDo(actor, deed as Deed) ? "y" : "-")).join("")).toBe(cells);
  });

  it("lets a patient with a tablet of the clinic answer, check in and sign, and nothing else", () => {
    const deeds = (Object.keys(everyCell) as Deed[]).filter((deed) =>
      mayDo({ kind: "patient", patientId: "p", onTablet: true }, deed),
    );
    expect(deeds).toEqual(["book_online", "see_own_plan"]);
  });

  it("opens charts to those who treat, and any chart to the clinical lead alone", () => {
    for (const deed of ["see_chart", "write_chart", "export_patient", "review_screen"] as const)
      expect(rolesThatMay(deed)).toEqual(["clinical_lead", "practitioner"]);
    expect(rolesThatMay("see_any_chart")).toEqual(["clinical_lead"]);
    expect(rolesThatMay("open_chart_by_reason")).toEqual(["practitioner"]);
  });

  it("lets the owner alone read who did what, and hand out the whole clinic", () => {
    for (const deed of [
      "see_audit",
      "export_clinic",
      "connect_payments",
      "manage_subscription",
      "set_sign_in_rule",
    ] as const)
      expect(rolesThatMay(deed)).toEqual(["owner"]);
  });

  it("shows support the hours, and nobody who comes", () => {
    const deeds: Deed[] = ["see_day", "see_patient", "see_chart", "take_payment", "close_call_task", "see_adherence"];
    expect(deeds.filter((deed) => mayDo(member("support"), deed))).toEqual([]);
    expect(mayDo(member("support"), "see_hours")).toBe(true);
  });

  it("lets a guardian do for the patient what the patient may, and nothing of the clinic's", () => {
    const guardian: Actor = { kind: "guardian", patientId: "p" };
    for (const deed of ["see_own_plan", "see_own_record", "manage_own_booking"] as const) {
      expect(mayDo(guardian, deed)).toBe(true);
      expect(mayDo({ kind: "guest" }, deed)).toBe(deed === "manage_own_booking");
    }
    expect(mayDo(guardian, "see_patient")).toBe(false);
    expect(ownPatientOf(guardian)).toBe("p");
    expect(ownPatientOf(member("owner"))).toBeNull();
  });
});
