CREATE TABLE "chart_openings" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "chart_openings_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_role_known";--> statement-breakpoint
ALTER TABLE "members" DROP CONSTRAINT "members_role_known";--> statement-breakpoint
ALTER TABLE "chart_openings" ADD CONSTRAINT "chart_openings_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart_openings" ADD CONSTRAINT "chart_openings_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chart_openings_by_patient" ON "chart_openings" USING btree ("clinic_id","patient_id","member_id");--> statement-breakpoint
CREATE INDEX "chart_openings_by_time" ON "chart_openings" USING btree ("clinic_id","opened_at");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_role_known" CHECK ("invitations"."role" in ('practitioner', 'front_desk', 'clinical_lead', 'manager', 'owner', 'support'));--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_role_known" CHECK ("members"."role" in ('practitioner', 'front_desk', 'clinical_lead', 'manager', 'owner', 'support'));
--> statement-breakpoint
alter table chart_openings enable row level security;
--> statement-breakpoint
alter table chart_openings force row level security;
--> statement-breakpoint
create policy own_clinic on chart_openings using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
-- Who opened what, and why, stays as it was written.
grant select, insert on chart_openings to taper_app, taper_worker;
