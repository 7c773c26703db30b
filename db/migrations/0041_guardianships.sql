CREATE TABLE "guardianships" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"guardian_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"name" text NOT NULL,
	"birth_date" date,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"patient_id" uuid,
	"approved_at" timestamp (3) with time zone,
	"approved_by" uuid,
	"seen" text,
	"young_agrees" boolean DEFAULT false NOT NULL,
	"from_on" date,
	"until_on" date,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "guardianships_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "guardianships_approved_whole" CHECK (("guardianships"."approved_at" is null) = ("guardianships"."patient_id" is null) and ("guardianships"."approved_at" is null) = ("guardianships"."until_on" is null)
        and ("guardianships"."approved_at" is null) = ("guardianships"."from_on" is null)),
	CONSTRAINT "guardianships_of_another" CHECK ("guardianships"."patient_id" <> "guardianships"."guardian_id")
);
--> statement-breakpoint
DROP INDEX "article_versions_words";--> statement-breakpoint
ALTER TABLE "patient_sessions" ADD COLUMN "guardianship_id" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "guardian_id" uuid;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_guardian_fk" FOREIGN KEY ("clinic_id","guardian_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_approver_fk" FOREIGN KEY ("clinic_id","approved_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_ender_fk" FOREIGN KEY ("clinic_id","ended_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guardianships_by_guardian" ON "guardianships" USING btree ("clinic_id","guardian_id");--> statement-breakpoint
CREATE INDEX "guardianships_by_patient" ON "guardianships" USING btree ("clinic_id","patient_id");--> statement-breakpoint
ALTER TABLE "patient_sessions" ADD CONSTRAINT "patient_sessions_guardianship_fk" FOREIGN KEY ("clinic_id","guardianship_id") REFERENCES "public"."guardianships"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_guardian_fk" FOREIGN KEY ("clinic_id","guardian_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table guardianships enable row level security;
--> statement-breakpoint
alter table guardianships force row level security;
--> statement-breakpoint
create policy own_clinic on guardianships using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
-- Both whom it is about and who acts for them see it.
create policy own_patient on guardianships as restrictive using ((select app.scoped_patient()) is null
  or patient_id = (select app.scoped_patient()) or guardian_id = (select app.scoped_patient()));
--> statement-breakpoint
grant select, insert on guardianships to taper_app, taper_worker;
--> statement-breakpoint
-- Who asked, and for whom, stays as it was asked.
grant update (patient_id, approved_at, approved_by, seen, young_agrees, from_on, until_on, ended_at, ended_by)
  on guardianships to taper_app;
--> statement-breakpoint
-- As before, and what was asked and said about acting for somebody goes too, on both sides.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  delete from note_drafts where clinic_id = clinic and patient_id = patient;',
    '  update guardianships set name = '''', birth_date = null, seen = null, ended_at = coalesce(ended_at, now())
    where clinic_id = clinic and (patient_id = patient or guardian_id = patient);
  delete from note_drafts where clinic_id = clinic and patient_id = patient;');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
