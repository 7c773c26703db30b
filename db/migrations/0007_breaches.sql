CREATE TABLE "breaches" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"continues_id" uuid,
	"found_on" date NOT NULL,
	"happened" text NOT NULL,
	"data_kinds" text[] NOT NULL,
	"people" integer NOT NULL,
	"harm_likely" boolean NOT NULL,
	"told" text NOT NULL,
	"told_on" date,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "breaches_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "breaches_people_counted" CHECK ("breaches"."people" >= 0)
);
--> statement-breakpoint
ALTER TABLE "breaches" ADD CONSTRAINT "breaches_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breaches" ADD CONSTRAINT "breaches_first_fk" FOREIGN KEY ("clinic_id","continues_id") REFERENCES "public"."breaches"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breaches" ADD CONSTRAINT "breaches_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "breaches_by_time" ON "breaches" USING btree ("clinic_id","recorded_at");
--> statement-breakpoint
alter table breaches enable row level security;
--> statement-breakpoint
alter table breaches force row level security;
--> statement-breakpoint
create policy own_clinic on breaches using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
-- A register whose rows could be changed would prove nothing.
grant select, insert on breaches to taper_app, taper_worker;
