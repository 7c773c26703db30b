CREATE TABLE "payout_rates" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"kind" text NOT NULL,
	"fee_bp" integer,
	"visit_minor" bigint,
	CONSTRAINT "payout_rates_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "payout_rates_day_once" UNIQUE("clinic_id","practitioner_id","effective_from"),
	CONSTRAINT "payout_rates_kind_known" CHECK ("payout_rates"."kind" in ('percent', 'per_visit')),
	CONSTRAINT "payout_rates_of_their_kind" CHECK (("payout_rates"."fee_bp" is not null) = ("payout_rates"."kind" = 'percent') and ("payout_rates"."visit_minor" is not null) = ("payout_rates"."kind" = 'per_visit')),
	CONSTRAINT "payout_rates_sane" CHECK ("payout_rates"."fee_bp" between 0 and 10000 and "payout_rates"."visit_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "payout_rates" ADD CONSTRAINT "payout_rates_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_entries_by_time" ON "ledger_entries" USING btree ("clinic_id","at");
--> statement-breakpoint
alter table payout_rates enable row level security;
--> statement-breakpoint
alter table payout_rates force row level security;
--> statement-breakpoint
create policy own_clinic on payout_rates using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on payout_rates to taper_app, taper_worker;
