CREATE TABLE "application_fees" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"basis_points" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "application_fees_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "application_fees_day_once" UNIQUE("clinic_id","effective_from"),
	CONSTRAINT "application_fees_sane" CHECK ("application_fees"."basis_points" between 0 and 2000)
);
--> statement-breakpoint
CREATE TABLE "stripe_accounts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"stripe_account_id" text,
	"charges" boolean DEFAULT false NOT NULL,
	"payouts" boolean DEFAULT false NOT NULL,
	"submitted" boolean DEFAULT false NOT NULL,
	"due" text[] DEFAULT '{}' NOT NULL,
	"disabled_reason" text,
	"deadline" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid,
	"checked_at" timestamp (3) with time zone,
	"disconnected_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_accounts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "stripe_accounts_once" UNIQUE("clinic_id","stripe_account_id")
);
--> statement-breakpoint
ALTER TABLE "kept_cards" ADD COLUMN "stripe_account" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "card_charges" ADD COLUMN "application_fee_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "stripe_account" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "application_fee_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "refused_code" text;--> statement-breakpoint
ALTER TABLE "application_fees" ADD CONSTRAINT "application_fees_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_accounts" ADD CONSTRAINT "stripe_accounts_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_accounts" ADD CONSTRAINT "stripe_accounts_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_accounts_one_at_a_time" ON "stripe_accounts" USING btree ("clinic_id") WHERE "stripe_accounts"."disconnected_at" is null;--> statement-breakpoint
alter table stripe_accounts enable row level security;
--> statement-breakpoint
alter table stripe_accounts force row level security;
--> statement-breakpoint
create policy own_clinic on stripe_accounts using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on stripe_accounts to taper_app, taper_worker;
--> statement-breakpoint
alter table application_fees enable row level security;
--> statement-breakpoint
alter table application_fees force row level security;
--> statement-breakpoint
create policy own_clinic on application_fees using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on application_fees to taper_app, taper_worker;
