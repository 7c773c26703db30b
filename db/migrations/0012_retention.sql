CREATE TABLE "erasures" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"kept_until" date NOT NULL,
	"erased_on" date NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "erasures_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "erasures_patient_once" UNIQUE("clinic_id","patient_id")
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"act" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "legal_holds_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "legal_holds_act_known" CHECK ("legal_holds"."act" in ('placed', 'lifted'))
);
--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"years_after_last_entry" integer NOT NULL,
	"age_of_majority" integer NOT NULL,
	"years_after_majority" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "retention_rules_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "retention_rules_row_once" UNIQUE("clinic_id","effective_from"),
	CONSTRAINT "retention_rules_years_sane" CHECK ("retention_rules"."years_after_last_entry" between 1 and 100 and "retention_rules"."age_of_majority" between 1 and 30 and "retention_rules"."years_after_majority" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "assessments" DROP CONSTRAINT "assessments_role_known";--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_rules" ADD CONSTRAINT "retention_rules_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "legal_holds_by_patient" ON "legal_holds" USING btree ("clinic_id","patient_id","at");--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_role_known" CHECK ("assessments"."trigger_point_role" in ('primary', 'contributing', 'not_involved', 'erased'));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['retention_rules', 'legal_holds', 'erasures'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
  end loop;
end $$;
--> statement-breakpoint
-- A rule, a hold and its end stay as they were written; an erasure is written by its own function alone.
grant select, insert on retention_rules, legal_holds to taper_app, taper_worker;
--> statement-breakpoint
grant select on erasures to taper_app, taper_worker;
--> statement-breakpoint
-- Takes from a record who it was about and what was found. Visits, plans, money, receipts' numbers and the audit chain stay.
-- Called by app.erase_patient, and by whoever restores a backup that is older than an erasure.
create function app.blank_patient(clinic uuid, patient uuid) returns jsonb
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
    guardian_name = null, guardian_relation = null where clinic_id = clinic and id = patient;
  delete from access_codes where clinic_id = clinic and patient_id = patient;
  delete from patient_sessions where clinic_id = clinic and patient_id = patient;
  delete from call_tasks where clinic_id = clinic
    and (patient_id = patient or screen_id = any (of_screens) or plan_id = any (of_plans));
  delete from drafts where clinic_id = clinic and id = any (of_guest);
  delete from idempotency_keys where clinic_id = clinic and answer::text like any (named);
  update outbox set last_error = null where clinic_id = clinic and last_error is not null and payload::text like any (named);

  delete from notes where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('notes', n);
  delete from scores where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('scores', n);
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
--> statement-breakpoint
-- The only way in which the product changes rows of history: one patient of the clinic that was entered, once, when the years of the
-- clinic's rule have gone by since the last visit and note, no hold is on the record and nothing of it lives. Keeps the erasure's row
-- and says how many rows it went through.
create function app.erase_patient(patient uuid, erasure uuid, member uuid, at timestamptz, erased_on date, kept_until date) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  clinic uuid := nullif(current_setting('app.clinic_id', true), '')::uuid;
  quiet_since timestamptz := (select erase_patient.erased_on + 1 - make_interval(years => r.years_after_last_entry) from retention_rules r
    where r.clinic_id = clinic and r.effective_from <= erase_patient.erased_on order by r.effective_from desc limit 1);
begin
  perform 1 from patients where clinic_id = clinic and id = patient for update;
  if not found then raise exception 'no such patient in this clinic' using errcode = 'no_data_found'; end if;
  if quiet_since is null or erased_on <= kept_until
    or exists (select 1 from appointments a where a.clinic_id = clinic and a.patient_id = patient
      and (a.status in ('held', 'booked', 'arrived') or a.ends_at > quiet_since))
    or exists (select 1 from notes w where w.clinic_id = clinic and w.patient_id = patient and w.signed_at > quiet_since)
    or exists (select 1 from plans p where p.clinic_id = clinic and p.patient_id = patient and p.status in ('offered', 'active', 'on_hold'))
    or 'placed' = (select h.act from legal_holds h where h.clinic_id = clinic and h.patient_id = patient order by h.at desc, h.id desc limit 1)
  then raise exception 'this record has to be kept' using errcode = 'check_violation'; end if;
  insert into erasures (clinic_id, id, patient_id, kept_until, erased_on, erased_at, member_id)
    values (clinic, erasure, patient, erase_patient.kept_until, erase_patient.erased_on, at, member);
  return app.blank_patient(clinic, patient);
end $$;
--> statement-breakpoint
revoke all on function app.blank_patient(uuid, uuid), app.erase_patient(uuid, uuid, uuid, timestamptz, date, date) from public;
--> statement-breakpoint
grant execute on function app.erase_patient(uuid, uuid, uuid, timestamptz, date, date) to taper_app;
--> statement-breakpoint
-- Clinics that are open already keep records by the same rule as those that open later; see db/seed/rows/retention-rules.ts.
insert into retention_rules (clinic_id, id, effective_from, years_after_last_entry, age_of_majority, years_after_majority, source)
  select id, gen_random_uuid(), '2013-06-01', 16, 19, 16,
    'Limitation Act (SBC 2012, c 13): 15 years, and one to serve a claim; age of majority in BC 19' from clinics;
