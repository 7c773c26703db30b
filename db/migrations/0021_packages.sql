CREATE TABLE "package_uses" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"charge_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"returned_at" timestamp (3) with time zone,
	CONSTRAINT "package_uses_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "package_uses_charge_once" UNIQUE("clinic_id","charge_id")
);
--> statement-breakpoint
CREATE TABLE "package_offers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"sessions" integer NOT NULL,
	"total_minor" bigint NOT NULL,
	"valid_months" integer,
	"online" boolean NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "package_offers_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "package_offers_sane" CHECK ("package_offers"."sessions" between 2 and 50 and "package_offers"."total_minor" > 0),
	CONSTRAINT "package_offers_months_sane" CHECK ("package_offers"."valid_months" between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "package_sharers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "package_sharers_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"sessions" integer NOT NULL,
	"total_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sold_at" timestamp (3) with time zone,
	"expires_on" date,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "packages_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "packages_status_known" CHECK ("packages"."status" in ('waiting', 'active', 'refunded', 'unpaid')),
	CONSTRAINT "packages_sold" CHECK (("packages"."sold_at" is not null) = ("packages"."status" in ('active', 'refunded')))
);
--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_purpose_known";--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "package_id" uuid;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "package_id" uuid;--> statement-breakpoint
ALTER TABLE "package_uses" ADD CONSTRAINT "package_uses_package_fk" FOREIGN KEY ("clinic_id","package_id") REFERENCES "public"."packages"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_uses" ADD CONSTRAINT "package_uses_charge_fk" FOREIGN KEY ("clinic_id","charge_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_offers" ADD CONSTRAINT "package_offers_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_sharers" ADD CONSTRAINT "package_sharers_package_fk" FOREIGN KEY ("clinic_id","package_id") REFERENCES "public"."packages"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_sharers" ADD CONSTRAINT "package_sharers_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_sharers" ADD CONSTRAINT "package_sharers_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_offer_fk" FOREIGN KEY ("clinic_id","offer_id") REFERENCES "public"."package_offers"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "package_uses_number_once" ON "package_uses" USING btree ("clinic_id","package_id","number") WHERE "package_uses"."returned_at" is null;--> statement-breakpoint
CREATE INDEX "package_sharers_by_package" ON "package_sharers" USING btree ("clinic_id","package_id");--> statement-breakpoint
CREATE INDEX "package_sharers_by_patient" ON "package_sharers" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "packages_by_patient" ON "packages" USING btree ("clinic_id","patient_id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_package_fk" FOREIGN KEY ("clinic_id","package_id") REFERENCES "public"."packages"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_package_fk" FOREIGN KEY ("clinic_id","package_id") REFERENCES "public"."packages"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_package_once" UNIQUE("clinic_id","package_id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_purpose_known" CHECK ("checkouts"."purpose" in ('appointment', 'plan', 'desk', 'package'));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['package_offers', 'packages', 'package_sharers', 'package_uses'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to taper_app, taper_worker', t);
  end loop;
end $$;
