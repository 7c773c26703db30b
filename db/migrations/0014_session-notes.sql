CREATE TABLE "note_drafts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"typed" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "note_drafts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "note_drafts_writer_once" UNIQUE("clinic_id","appointment_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "patients" ADD COLUMN "desk_alert" text;--> statement-breakpoint
ALTER TABLE "patients" ADD COLUMN "staff_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "patients" ADD COLUMN "not_with" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "note_drafts" ADD CONSTRAINT "note_drafts_booking_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_drafts" ADD CONSTRAINT "note_drafts_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_drafts" ADD CONSTRAINT "note_drafts_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "note_drafts_by_patient" ON "note_drafts" USING btree ("clinic_id","patient_id");
--> statement-breakpoint
alter table note_drafts enable row level security;
--> statement-breakpoint
alter table note_drafts force row level security;
--> statement-breakpoint
create policy own_clinic on note_drafts using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update, delete on note_drafts to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and what was typed of a note goes with the notes.
create or replace function app.blank_patient(clinic uuid, patient uuid) returns jsonb
  language plpgsql set search_path = pg_catalog, public as $$
declare
  of_plans uuid[] := array(select id from plans where clinic_id = clinic and patient_id = patient);
  of_visits uuid[] := array(select id from appointments where clinic_id = clinic and patient_id = patient);
  of_guest uuid[] := array(select draft_id from screens where clinic_id = clinic and patient_id = patient and draft_id is not null);
  of_screens uuid[] := array(select id from screens where clinic_id = clinic
    and (patient_id = patient or (patient_id is null and draft_id = any (of_guest))));
  named text[] := array(select '%' || one || '%' from unnest(of_plans || of_visits || patient) one);
  counts jsonb := '{}';
  n bigint;
begin
  update patients set name = 'Erased record', preferred_name = null, birth_date = null, email = null, mobile = null,
    guardian_name = null, guardian_relation = null, desk_alert = null, staff_only = false, not_with = '{}' where clinic_id = clinic and id = patient;
  delete from access_codes where clinic_id = clinic and patient_id = patient;
  delete from patient_sessions where clinic_id = clinic and patient_id = patient;
  delete from call_tasks where clinic_id = clinic
    and (patient_id = patient or screen_id = any (of_screens) or plan_id = any (of_plans));
  delete from drafts where clinic_id = clinic and id = any (of_guest);
  delete from idempotency_keys where clinic_id = clinic and answer::text like any (named);
  update outbox set last_error = null where clinic_id = clinic and last_error is not null and payload::text like any (named);

  delete from note_drafts where clinic_id = clinic and patient_id = patient;
  delete from notes where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('notes', n);
  delete from scores where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('scores', n);
  delete from flares where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('flares', n);
  delete from screen_reviews where clinic_id = clinic and screen_id = any (of_screens);
  update appointments set screen_id = null where clinic_id = clinic and screen_id = any (of_screens);
  delete from screens where clinic_id = clinic and id = any (of_screens);
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('screens', n);
  -- Plans stand on an assessment, so its row stays without what was found.
  update assessments set muscles = '', joints = '', posture = '', movement = '', classification = 'erased', risk = 'erased',
    trigger_point_role = 'erased', maintaining_factors = '{}', medical_assessment_on_file = false
    where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('assessments', n);
  update episodes set condition = 'Erased', onset = 'erased', crash_date = null, claim_number = null, plan_limits = null
    where clinic_id = clinic and patient_id = patient;
  update consents set signed_name = 'Erased' where clinic_id = clinic and patient_id = patient;
  update plans set preferences = '{}', strands = '{}', techniques = '{}', template_reason = ''
    where clinic_id = clinic and id = any (of_plans);
  update plan_facts set reason = '', figures = null where clinic_id = clinic and plan_id = any (of_plans);
  update appointments set hold_key = null, overbook_reason = case when overbook_reason is not null then 'erased' end
    where clinic_id = clinic and id = any (of_visits);
  update appointment_facts set reason = '' where clinic_id = clinic and appointment_id = any (of_visits);

  update charges set waive_reason = 'erased' where clinic_id = clinic and patient_id = patient and waive_reason is not null;
  update checkouts set params = '{}', url = null where clinic_id = clinic
    and (patient_id = patient or chain_id = any (of_visits) or plan_id = any (of_plans));
  update refunds set reason = 'erased' where clinic_id = clinic
    and payment_id in (select id from payments where clinic_id = clinic and patient_id = patient);
  update receipts set body = jsonb_set(body, '{patientName}', '"Erased record"') where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('receipts', n);
  update chart_openings set reason = '' where clinic_id = clinic and patient_id = patient;
  update legal_holds set reason = '' where clinic_id = clinic and patient_id = patient;
  return counts || jsonb_build_object('visits', cardinality(of_visits), 'plans', cardinality(of_plans));
end $$;
