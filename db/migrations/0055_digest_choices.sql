CREATE TABLE "digest_choices" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"wanted" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "digest_choices_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_choices" ADD CONSTRAINT "digest_choices_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digest_choices_by_member" ON "digest_choices" USING btree ("clinic_id","member_id","at");--> statement-breakpoint
alter table digest_choices enable row level security;
--> statement-breakpoint
alter table digest_choices force row level security;
--> statement-breakpoint
create policy own_clinic on digest_choices using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on digest_choices to taper_app, taper_worker;
