CREATE TABLE "subscription_invoices" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"stripe_invoice_id" text NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"page_url" text,
	"pdf_url" text,
	CONSTRAINT "subscription_invoices_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "subscription_invoices_once" UNIQUE("clinic_id","stripe_invoice_id"),
	CONSTRAINT "subscription_invoices_status_known" CHECK ("subscription_invoices"."status" in ('draft', 'open', 'paid', 'void', 'uncollectible'))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"trial_ends_at" timestamp (3) with time zone NOT NULL,
	"stripe_customer_id" text,
	"stripe_subscription_id" text,
	"status" text,
	"quantity" integer,
	"priced_from" date,
	"period_ends_at" timestamp (3) with time zone,
	"cancelled" boolean DEFAULT false NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"past_due_since" timestamp (3) with time zone,
	"grace_ends_at" timestamp (3) with time zone,
	"card_brand" text,
	"card_last4" text,
	"card_expires" text,
	"page_id" uuid,
	"page_kind" text,
	"page_session_id" text,
	"checked_at" timestamp (3) with time zone,
	CONSTRAINT "subscriptions_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "subscriptions_one_a_clinic" UNIQUE("clinic_id"),
	CONSTRAINT "subscriptions_status_known" CHECK ("subscriptions"."status" in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'ended', 'unfinished')),
	CONSTRAINT "subscriptions_page_known" CHECK ("subscriptions"."page_kind" in ('subscribe', 'card')),
	CONSTRAINT "subscriptions_grace_said" CHECK ("subscriptions"."past_due_since" is null or "subscriptions"."grace_ends_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "subscription_invoices" ADD CONSTRAINT "subscription_invoices_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table subscriptions enable row level security;
--> statement-breakpoint
alter table subscriptions force row level security;
--> statement-breakpoint
create policy own_clinic on subscriptions using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on subscriptions to taper_app, taper_worker;
--> statement-breakpoint
alter table subscription_invoices enable row level security;
--> statement-breakpoint
alter table subscription_invoices force row level security;
--> statement-breakpoint
create policy own_clinic on subscription_invoices using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on subscription_invoices to taper_app, taper_worker;
