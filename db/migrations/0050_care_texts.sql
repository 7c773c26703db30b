CREATE TABLE "care_text_approvals" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" text NOT NULL,
	"approved_name" text NOT NULL,
	"approved_by" uuid NOT NULL,
	"approved_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "care_text_approvals_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "care_text_approvals_language_known" CHECK ("care_text_approvals"."language" in ('fr', 'pa', 'zh-Hans', 'zh-Hant')),
	CONSTRAINT "care_text_approvals_withdrawn_by" CHECK ("care_text_approvals"."withdrawn_at" is null or "care_text_approvals"."withdrawn_by" is not null)
);
--> statement-breakpoint
ALTER TABLE "care_text_approvals" ADD CONSTRAINT "care_text_approvals_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_text_approvals" ADD CONSTRAINT "care_text_approvals_member_fk" FOREIGN KEY ("clinic_id","approved_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_text_approvals" ADD CONSTRAINT "care_text_approvals_withdrawer_fk" FOREIGN KEY ("clinic_id","withdrawn_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "care_text_approvals_once" ON "care_text_approvals" USING btree ("clinic_id","language","version") WHERE "care_text_approvals"."withdrawn_at" is null;--> statement-breakpoint
alter table care_text_approvals enable row level security;
--> statement-breakpoint
alter table care_text_approvals force row level security;
--> statement-breakpoint
create policy own_clinic on care_text_approvals using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on care_text_approvals to taper_app, taper_worker;
--> statement-breakpoint
grant update (withdrawn_at, withdrawn_by) on care_text_approvals to taper_app;
