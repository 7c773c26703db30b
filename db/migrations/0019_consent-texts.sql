CREATE TABLE "consent_texts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid NOT NULL,
	CONSTRAINT "consent_texts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "consent_texts_version_once" UNIQUE("clinic_id","version")
);
--> statement-breakpoint
ALTER TABLE "consent_texts" ADD CONSTRAINT "consent_texts_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_texts" ADD CONSTRAINT "consent_texts_member_fk" FOREIGN KEY ("clinic_id","set_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table consent_texts enable row level security;
--> statement-breakpoint
alter table consent_texts force row level security;
--> statement-breakpoint
create policy own_clinic on consent_texts using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on consent_texts to taper_app, taper_worker;
