CREATE TABLE "home_tasks" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"title" text NOT NULL,
	"how" text NOT NULL,
	"often" text NOT NULL,
	"from_date" date NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "home_tasks_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "phrases" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "phrases_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"discipline_id" uuid NOT NULL,
	"practitioner_id" uuid,
	"reason" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "referrals_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "referrals_status_known" CHECK ("referrals"."status" in ('sent', 'accepted', 'declined', 'withdrawn')),
	CONSTRAINT "referrals_answered" CHECK (("referrals"."status" = 'sent') = ("referrals"."answered_at" is null))
);
--> statement-breakpoint
ALTER TABLE "call_tasks" ADD COLUMN "appointment_id" uuid;--> statement-breakpoint
ALTER TABLE "home_tasks" ADD CONSTRAINT "home_tasks_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_tasks" ADD CONSTRAINT "home_tasks_setter_fk" FOREIGN KEY ("clinic_id","set_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_tasks" ADD CONSTRAINT "home_tasks_ender_fk" FOREIGN KEY ("clinic_id","ended_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phrases" ADD CONSTRAINT "phrases_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phrases" ADD CONSTRAINT "phrases_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_discipline_fk" FOREIGN KEY ("clinic_id","discipline_id") REFERENCES "public"."disciplines"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_sender_fk" FOREIGN KEY ("clinic_id","sent_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_answerer_fk" FOREIGN KEY ("clinic_id","answered_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "home_tasks_by_patient" ON "home_tasks" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "phrases_by_member" ON "phrases" USING btree ("clinic_id","member_id");--> statement-breakpoint
CREATE INDEX "referrals_by_patient" ON "referrals" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "referrals_open" ON "referrals" USING btree ("clinic_id","discipline_id") WHERE "referrals"."status" = 'sent';--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['phrases', 'home_tasks', 'referrals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to taper_app, taper_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- As before, and tasks for home and referrals go with the notes.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  delete from note_drafts where clinic_id = clinic and patient_id = patient;',
    '  delete from note_drafts where clinic_id = clinic and patient_id = patient;
  delete from home_tasks where clinic_id = clinic and patient_id = patient;
  delete from referrals where clinic_id = clinic and patient_id = patient;');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
