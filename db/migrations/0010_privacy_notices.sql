CREATE TABLE "privacy_notices" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"officer_name" text NOT NULL,
	"officer_contact" text NOT NULL,
	"kept_in" text NOT NULL,
	"processors" jsonb NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid,
	CONSTRAINT "privacy_notices_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
ALTER TABLE "privacy_notices" ADD CONSTRAINT "privacy_notices_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_notices" ADD CONSTRAINT "privacy_notices_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "privacy_notices_by_time" ON "privacy_notices" USING btree ("clinic_id","set_at");--> statement-breakpoint
alter table privacy_notices enable row level security;
--> statement-breakpoint
alter table privacy_notices force row level security;
--> statement-breakpoint
create policy own_clinic on privacy_notices using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
-- What people were told stays readable as it stood.
grant select, insert on privacy_notices to taper_app, taper_worker;
