CREATE TABLE "membership_offer_services" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "membership_offer_services_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "membership_offer_services_once" UNIQUE("clinic_id","offer_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "membership_offers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"month_minor" bigint NOT NULL,
	"sessions" integer NOT NULL,
	"roll_months" integer,
	"online" boolean NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "membership_offers_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "membership_offers_sane" CHECK ("membership_offers"."sessions" between 1 and 31 and "membership_offers"."month_minor" > 0),
	CONSTRAINT "membership_offers_roll_sane" CHECK ("membership_offers"."roll_months" between 0 and 12)
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"currency" text NOT NULL,
	"stripe_account" text DEFAULT '' NOT NULL,
	"fee_bp" integer DEFAULT 0 NOT NULL,
	"stripe_customer_id" text,
	"stripe_subscription_id" text,
	"period_ends_at" timestamp (3) with time zone,
	"cancelled" boolean DEFAULT false NOT NULL,
	"past_due_since" timestamp (3) with time zone,
	"refusal" text,
	"ask_again_at" timestamp (3) with time zone,
	"open_invoice_id" text,
	"pay_url" text,
	"card_brand" text,
	"card_last4" text,
	"card_expires" text,
	"page_id" uuid,
	"page_session_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"began_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	CONSTRAINT "memberships_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "memberships_subscription_once" UNIQUE("clinic_id","stripe_subscription_id"),
	CONSTRAINT "memberships_status_known" CHECK ("memberships"."status" in ('waiting', 'active', 'past_due', 'ended', 'unpaid')),
	CONSTRAINT "memberships_ended" CHECK (("memberships"."ended_at" is not null) = ("memberships"."status" in ('ended', 'unpaid'))),
	CONSTRAINT "memberships_began" CHECK (("memberships"."began_at" is not null) = ("memberships"."status" in ('active', 'past_due', 'ended'))),
	CONSTRAINT "memberships_refusal_known" CHECK ("memberships"."refusal" in ('declined', 'authentication_required'))
);
--> statement-breakpoint
ALTER TABLE "charges" DROP CONSTRAINT "charges_kind_known";--> statement-breakpoint
ALTER TABLE "charges" DROP CONSTRAINT "charges_of_a_visit";--> statement-breakpoint
ALTER TABLE "packages" DROP CONSTRAINT "packages_status_known";--> statement-breakpoint
ALTER TABLE "packages" DROP CONSTRAINT "packages_sold";--> statement-breakpoint
ALTER TABLE "packages" ALTER COLUMN "offer_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "packages" ALTER COLUMN "service_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "packages" ADD COLUMN "membership_id" uuid;--> statement-breakpoint
ALTER TABLE "packages" ADD COLUMN "stripe_invoice_id" text;--> statement-breakpoint
ALTER TABLE "membership_offer_services" ADD CONSTRAINT "membership_offer_services_offer_fk" FOREIGN KEY ("clinic_id","offer_id") REFERENCES "public"."membership_offers"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_offer_services" ADD CONSTRAINT "membership_offer_services_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_offers" ADD CONSTRAINT "membership_offers_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_offer_fk" FOREIGN KEY ("clinic_id","offer_id") REFERENCES "public"."membership_offers"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_one_a_patient" ON "memberships" USING btree ("clinic_id","patient_id") WHERE "memberships"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "memberships_by_patient" ON "memberships" USING btree ("clinic_id","patient_id");--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_membership_fk" FOREIGN KEY ("clinic_id","membership_id") REFERENCES "public"."memberships"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_invoice_once" UNIQUE("clinic_id","stripe_invoice_id");--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_kind_known" CHECK ("charges"."kind" in ('visit', 'missed_visit_fee', 'carried_over', 'lapsed'));--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_of_a_visit" CHECK (("charges"."kind" in ('carried_over', 'lapsed')) = ("charges"."appointment_id" is null) and ("charges"."chain_id" is null) = ("charges"."appointment_id" is null));--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_of_one" CHECK (num_nonnulls("packages"."offer_id", "packages"."membership_id") = 1 and ("packages"."service_id" is null) = ("packages"."offer_id" is null)
        and ("packages"."stripe_invoice_id" is null) = ("packages"."membership_id" is null));--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_status_known" CHECK ("packages"."status" in ('waiting', 'active', 'refunded', 'lapsed', 'unpaid'));--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_sold" CHECK (("packages"."sold_at" is not null) = ("packages"."status" in ('active', 'refunded', 'lapsed')));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['membership_offers', 'membership_offer_services', 'memberships'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
  end loop;
end $$;
--> statement-breakpoint
select app.scope_to_patient('memberships');
--> statement-breakpoint
grant select, insert on membership_offers, membership_offer_services to taper_app, taper_worker;
--> statement-breakpoint
-- An offer is taken back and never changed.
grant update (retired_at) on membership_offers to taper_app, taper_worker;
--> statement-breakpoint
grant select, insert, update on memberships to taper_app, taper_worker;
