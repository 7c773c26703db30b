CREATE TABLE "coverages" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"payer" text NOT NULL,
	"insurer" text DEFAULT '' NOT NULL,
	"policy_number" text,
	"plan_limits" jsonb,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "coverages_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "coverages_payer_known" CHECK ("coverages"."payer" in ('msp', 'extended')),
	CONSTRAINT "coverages_limits_of_a_plan" CHECK (("coverages"."payer" = 'extended') = ("coverages"."plan_limits" is not null)),
	CONSTRAINT "coverages_valid_span" CHECK ("coverages"."valid_until" is null or "coverages"."valid_until" >= "coverages"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "charges" DROP CONSTRAINT "charges_once";--> statement-breakpoint
ALTER TABLE "charge_reductions" ADD COLUMN "moved_to_id" uuid;--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "coverage_id" uuid;--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "origin_id" uuid;--> statement-breakpoint
ALTER TABLE "coverages" ADD CONSTRAINT "coverages_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coverages_by_patient" ON "coverages" USING btree ("clinic_id","patient_id");--> statement-breakpoint
ALTER TABLE "charge_reductions" ADD CONSTRAINT "charge_reductions_moved_fk" FOREIGN KEY ("clinic_id","moved_to_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_coverage_fk" FOREIGN KEY ("clinic_id","coverage_id") REFERENCES "public"."coverages"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_origin_fk" FOREIGN KEY ("clinic_id","origin_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "charges_once" ON "charges" USING btree ("clinic_id","appointment_id","kind","payer") WHERE "charges"."origin_id" is null;--> statement-breakpoint
CREATE INDEX "charges_by_visit" ON "charges" USING btree ("clinic_id","appointment_id");--> statement-breakpoint
ALTER TABLE "charge_reductions" ADD CONSTRAINT "charge_reductions_moved_once" UNIQUE("clinic_id","moved_to_id");
--> statement-breakpoint
alter table coverages enable row level security;
--> statement-breakpoint
alter table coverages force row level security;
--> statement-breakpoint
create policy own_clinic on coverages using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
select app.scope_to_patient('coverages');
--> statement-breakpoint
grant select, insert on coverages to taper_app, taper_worker;
--> statement-breakpoint
-- What a plan pays stays as it was entered; where it stands among the others, and that it ended, may change.
grant update (position, ended_at) on coverages to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and what other plans would pay for the patient goes with the episodes.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  update consents set signed_name',
    '  update coverages set insurer = '''', policy_number = null,
    plan_limits = case when plan_limits is not null then ''{"percentBp": 0}''::jsonb end
    where clinic_id = clinic and patient_id = patient;
  update consents set signed_name');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
