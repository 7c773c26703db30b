CREATE TABLE "card_readers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"label" text NOT NULL,
	"stripe_account" text NOT NULL,
	"stripe_place_id" text NOT NULL,
	"stripe_reader_id" text NOT NULL,
	"device" text NOT NULL,
	"serial" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "card_readers_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "reader_id" uuid;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "refusal" text;--> statement-breakpoint
ALTER TABLE "card_readers" ADD CONSTRAINT "card_readers_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_readers" ADD CONSTRAINT "card_readers_location_fk" FOREIGN KEY ("clinic_id","location_id") REFERENCES "public"."locations"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_readers" ADD CONSTRAINT "card_readers_member_fk" FOREIGN KEY ("clinic_id","added_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_readers_once" ON "card_readers" USING btree ("clinic_id","stripe_reader_id") WHERE "card_readers"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_reader_fk" FOREIGN KEY ("clinic_id","reader_id") REFERENCES "public"."card_readers"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_reader_one_at_a_time" ON "checkouts" USING btree ("clinic_id","reader_id") WHERE "checkouts"."reader_id" is not null and "checkouts"."status" in ('creating', 'open');--> statement-breakpoint
alter table card_readers enable row level security;
--> statement-breakpoint
alter table card_readers force row level security;
--> statement-breakpoint
create policy own_clinic on card_readers using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on card_readers to taper_app, taper_worker;
--> statement-breakpoint
grant update (removed_at) on card_readers to taper_app;
