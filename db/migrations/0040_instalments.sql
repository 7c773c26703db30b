CREATE TABLE "instalments" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"due_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"refusals" integer DEFAULT 0 NOT NULL,
	"ask_again_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "instalments_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "instalments_number_once" UNIQUE("clinic_id","plan_id","number"),
	CONSTRAINT "instalments_positive" CHECK ("instalments"."amount_minor" > 0),
	CONSTRAINT "instalments_status_known" CHECK ("instalments"."status" in ('due', 'paid', 'failed', 'dropped')),
	CONSTRAINT "instalments_failure_known" CHECK (("instalments"."status" = 'failed') = ("instalments"."failure" is not null)
        and "instalments"."failure" in ('declined', 'authentication_required', 'no_card')),
	CONSTRAINT "instalments_asked_again_when_failed" CHECK ("instalments"."ask_again_on" is null or "instalments"."status" = 'failed')
);
--> statement-breakpoint
CREATE TABLE "pay_rules" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_code" text,
	"effective_from" date NOT NULL,
	"prepay" boolean NOT NULL,
	"discount_bp" integer NOT NULL,
	"most_instalments" integer,
	"weeks_apart" integer,
	"least_minor" bigint,
	"retry_days" integer[] NOT NULL,
	CONSTRAINT "pay_rules_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "pay_rules_day_once" UNIQUE NULLS NOT DISTINCT("clinic_id","template_code","effective_from"),
	CONSTRAINT "pay_rules_discount_sane" CHECK ("pay_rules"."discount_bp" between 0 and 5000 and ("pay_rules"."prepay" or "pay_rules"."discount_bp" = 0)),
	CONSTRAINT "pay_rules_instalments_sane" CHECK (num_nulls("pay_rules"."most_instalments", "pay_rules"."weeks_apart", "pay_rules"."least_minor") in (0, 3)
        and "pay_rules"."most_instalments" between 2 and 24 and "pay_rules"."weeks_apart" between 1 and 12 and "pay_rules"."least_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_purpose_known";--> statement-breakpoint
ALTER TABLE "card_charges" ALTER COLUMN "charge_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "card_charges" ADD COLUMN "instalment_id" uuid;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "instalment_id" uuid;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "instalment_id" uuid;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "pay_terms" jsonb;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "discount_bp" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "instalments" ADD CONSTRAINT "instalments_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pay_rules" ADD CONSTRAINT "pay_rules_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "instalments_waiting" ON "instalments" USING btree ("clinic_id","due_on") WHERE "instalments"."status" in ('due', 'failed');--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_instalment_fk" FOREIGN KEY ("clinic_id","instalment_id") REFERENCES "public"."instalments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_instalment_fk" FOREIGN KEY ("clinic_id","instalment_id") REFERENCES "public"."instalments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_instalment_fk" FOREIGN KEY ("clinic_id","instalment_id") REFERENCES "public"."instalments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_charges_instalment_one_at_a_time" ON "card_charges" USING btree ("clinic_id","instalment_id") WHERE "card_charges"."status" = 'pending';--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_instalment_once" UNIQUE("clinic_id","instalment_id");--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_of_one" CHECK (num_nonnulls("card_charges"."charge_id", "card_charges"."instalment_id") = 1);--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_purpose_known" CHECK ("checkouts"."purpose" in ('appointment', 'plan', 'desk', 'package', 'card', 'instalment'));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['pay_rules', 'instalments'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to taper_app, taper_worker', t);
  end loop;
end $$;
