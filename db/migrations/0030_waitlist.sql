CREATE TABLE "slot_offers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wish_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"freed_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "slot_offers_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "slot_offers_once" UNIQUE("clinic_id","freed_id","wish_id"),
	CONSTRAINT "slot_offers_outcome_known" CHECK ("slot_offers"."outcome" in ('taken', 'lost', 'expired', 'declined')),
	CONSTRAINT "slot_offers_ended_whole" CHECK (("slot_offers"."ended_at" is null) = ("slot_offers"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "wait_wishes" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"chain_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "wait_wishes_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_wish_fk" FOREIGN KEY ("clinic_id","wish_id") REFERENCES "public"."wait_wishes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_freed_fk" FOREIGN KEY ("clinic_id","freed_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wait_wishes" ADD CONSTRAINT "wait_wishes_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wait_wishes" ADD CONSTRAINT "wait_wishes_chain_fk" FOREIGN KEY ("clinic_id","chain_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offers_taken_once" ON "slot_offers" USING btree ("clinic_id","freed_id") WHERE "slot_offers"."outcome" = 'taken';--> statement-breakpoint
CREATE INDEX "slot_offers_by_patient" ON "slot_offers" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE UNIQUE INDEX "wait_wishes_open_once" ON "wait_wishes" USING btree ("clinic_id","chain_id") WHERE "wait_wishes"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "wait_wishes_by_patient" ON "wait_wishes" USING btree ("clinic_id","patient_id");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['wait_wishes', 'slot_offers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to taper_app, taper_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- What was wished and offered stays; that it ended, and how, is added.
grant update (ended_at) on wait_wishes to taper_app, taper_worker;
--> statement-breakpoint
grant update (ended_at, outcome) on slot_offers to taper_app, taper_worker;
