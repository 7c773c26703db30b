CREATE TABLE "check_ins" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"appointment_id" uuid,
	"kind" text NOT NULL,
	"screen_id" uuid,
	"sore_for_days" boolean DEFAULT false NOT NULL,
	"nerve_sign" boolean DEFAULT false NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	CONSTRAINT "check_ins_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "check_ins_kind_known" CHECK ("check_ins"."kind" in ('before', 'after', 'between')),
	CONSTRAINT "check_ins_of_visit" CHECK (("check_ins"."kind" = 'between') = ("check_ins"."appointment_id" is null))
);
--> statement-breakpoint
CREATE TABLE "diary_days" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"headache" boolean NOT NULL,
	"worst" integer,
	"tablets" integer NOT NULL,
	"triggers" text[] NOT NULL,
	"sleep_hours" integer,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	CONSTRAINT "diary_days_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "diary_days_worst_range" CHECK ("diary_days"."worst" between 0 and 10),
	CONSTRAINT "diary_days_worst_of_headache" CHECK ("diary_days"."headache" or "diary_days"."worst" is null),
	CONSTRAINT "diary_days_tablets_range" CHECK ("diary_days"."tablets" between 0 and 20),
	CONSTRAINT "diary_days_sleep_range" CHECK ("diary_days"."sleep_hours" between 0 and 24)
);
--> statement-breakpoint
CREATE TABLE "home_task_days" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	CONSTRAINT "home_task_days_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "home_task_days_once" UNIQUE("clinic_id","task_id","on_date")
);
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_appointment_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_screen_fk" FOREIGN KEY ("clinic_id","screen_id") REFERENCES "public"."screens"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diary_days" ADD CONSTRAINT "diary_days_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_task_days" ADD CONSTRAINT "home_task_days_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_task_days" ADD CONSTRAINT "home_task_days_task_fk" FOREIGN KEY ("clinic_id","task_id") REFERENCES "public"."home_tasks"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_ins_by_patient" ON "check_ins" USING btree ("clinic_id","patient_id","at");--> statement-breakpoint
CREATE INDEX "diary_days_by_patient" ON "diary_days" USING btree ("clinic_id","patient_id","on_date","at");--> statement-breakpoint
CREATE INDEX "home_task_days_by_patient" ON "home_task_days" USING btree ("clinic_id","patient_id","on_date");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['check_ins', 'diary_days', 'home_task_days'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
  end loop;
end $$;
--> statement-breakpoint
-- What somebody told stays as it was said; a correction is a row of its own.
grant select, insert on check_ins, diary_days, home_task_days to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and what was told between visits goes too.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  delete from note_drafts where clinic_id = clinic and patient_id = patient;',
    '  delete from check_ins where clinic_id = clinic and patient_id = patient;
  delete from diary_days where clinic_id = clinic and patient_id = patient;
  delete from home_task_days where clinic_id = clinic and patient_id = patient;
  delete from note_drafts where clinic_id = clinic and patient_id = patient;');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
