CREATE TABLE "visit_terms" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"replaced_at" timestamp (3) with time zone NOT NULL,
	"phase_id" uuid NOT NULL,
	"target_on" date NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"price_minor" bigint NOT NULL,
	CONSTRAINT "visit_terms_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "visit_terms_instant_once" UNIQUE("clinic_id","visit_id","replaced_at")
);
--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "created_at" timestamp (3) with time zone;
--> statement-breakpoint
update visits v set created_at = p.created_at from plans p where p.clinic_id = v.clinic_id and p.id = v.plan_id;
--> statement-breakpoint
ALTER TABLE "visits" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_terms" ADD CONSTRAINT "visit_terms_visit_fk" FOREIGN KEY ("clinic_id","visit_id") REFERENCES "public"."visits"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_terms" ADD CONSTRAINT "visit_terms_phase_fk" FOREIGN KEY ("clinic_id","phase_id") REFERENCES "public"."phases"("clinic_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table visit_terms enable row level security;
--> statement-breakpoint
alter table visit_terms force row level security;
--> statement-breakpoint
create policy own_clinic on visit_terms using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on visit_terms to taper_app, taper_worker;
