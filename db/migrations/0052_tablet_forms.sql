CREATE TABLE "tablet_forms" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"form" text NOT NULL,
	"code_hash" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"token_hash" text,
	"seen_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "tablet_forms_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "tablet_forms_code_once" UNIQUE("clinic_id","code_hash"),
	CONSTRAINT "tablet_forms_token_once" UNIQUE("clinic_id","token_hash"),
	CONSTRAINT "tablet_forms_form_known" CHECK ("tablet_forms"."form" in ('intake', 'check_in', 'consent')),
	CONSTRAINT "tablet_forms_opened_whole" CHECK (("tablet_forms"."opened_at" is null) = ("tablet_forms"."token_hash" is null) and ("tablet_forms"."opened_at" is null) = ("tablet_forms"."seen_at" is null))
);
--> statement-breakpoint
ALTER TABLE "tablet_forms" ADD CONSTRAINT "tablet_forms_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tablet_forms" ADD CONSTRAINT "tablet_forms_appointment_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tablet_forms" ADD CONSTRAINT "tablet_forms_member_fk" FOREIGN KEY ("clinic_id","made_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tablet_forms_by_visit" ON "tablet_forms" USING btree ("clinic_id","appointment_id");--> statement-breakpoint
CREATE INDEX "tablet_forms_by_patient" ON "tablet_forms" USING btree ("clinic_id","patient_id");
--> statement-breakpoint
alter table tablet_forms enable row level security;
--> statement-breakpoint
alter table tablet_forms force row level security;
--> statement-breakpoint
create policy own_clinic on tablet_forms using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
select app.scope_to_patient('tablet_forms');
--> statement-breakpoint
grant select, insert on tablet_forms to taper_app;
--> statement-breakpoint
-- Whom it is for, what it asks and who handed it out stay as they were.
grant update (opened_at, token_hash, seen_at, sent_at, ended_at) on tablet_forms to taper_app;
--> statement-breakpoint
-- As before: keys to a door go with an erased record.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  delete from patient_sessions where clinic_id = clinic and patient_id = patient;',
    '  delete from patient_sessions where clinic_id = clinic and patient_id = patient;
  delete from tablet_forms where clinic_id = clinic and patient_id = patient;');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
