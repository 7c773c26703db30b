CREATE TABLE "message_rules" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"early_hours" integer NOT NULL,
	"late_hours" integer,
	"once_below_days" integer NOT NULL,
	"quiet_from_min" integer NOT NULL,
	"quiet_to_min" integer NOT NULL,
	"weekly_cap" integer NOT NULL,
	"nudge_days" integer[] NOT NULL,
	"check_in_hours" integer,
	"offers_at_once" integer NOT NULL,
	"offer_minutes" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "message_rules_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "message_rules_day_once" UNIQUE("clinic_id","effective_from"),
	CONSTRAINT "message_rules_hours_sane" CHECK ("message_rules"."early_hours" between 1 and 336 and ("message_rules"."late_hours" is null or "message_rules"."late_hours" between 1 and "message_rules"."early_hours" - 1)
        and ("message_rules"."check_in_hours" is null or "message_rules"."check_in_hours" between 1 and 168) and "message_rules"."once_below_days" between 0 and 60),
	CONSTRAINT "message_rules_quiet_sane" CHECK ("message_rules"."quiet_from_min" between 0 and 1439 and "message_rules"."quiet_to_min" between 0 and 1439),
	CONSTRAINT "message_rules_counts_sane" CHECK ("message_rules"."weekly_cap" between 1 and 50 and cardinality("message_rules"."nudge_days") <= 6 and "message_rules"."offers_at_once" between 1 and 100
        and "message_rules"."offer_minutes" between 10 and 1440)
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "topic" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "patient_id" uuid;--> statement-breakpoint
ALTER TABLE "message_rules" ADD CONSTRAINT "message_rules_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_by_patient" ON "messages" USING btree ("clinic_id","patient_id","sent_at");--> statement-breakpoint
alter table message_rules enable row level security;
--> statement-breakpoint
alter table message_rules force row level security;
--> statement-breakpoint
create policy own_clinic on message_rules using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on message_rules to taper_app, taper_worker;
--> statement-breakpoint
update messages m set patient_id = a.patient_id from appointments a
  where a.clinic_id = m.clinic_id and a.id = m.appointment_id;
