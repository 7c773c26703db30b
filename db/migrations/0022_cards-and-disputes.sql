CREATE TABLE "kept_cards" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"stripe_payment_method_id" text NOT NULL,
	"brand" text NOT NULL,
	"last4" text NOT NULL,
	"exp_month" integer NOT NULL,
	"exp_year" integer NOT NULL,
	"consent_version" text NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	"forgotten_at" timestamp (3) with time zone,
	CONSTRAINT "kept_cards_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "kept_cards_method_once" UNIQUE("clinic_id","stripe_payment_method_id")
);
--> statement-breakpoint
CREATE TABLE "card_charges" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"decline_code" text,
	"stripe_payment_intent_id" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"member_id" uuid,
	CONSTRAINT "card_charges_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "card_charges_positive" CHECK ("card_charges"."amount_minor" > 0),
	CONSTRAINT "card_charges_status_known" CHECK ("card_charges"."status" in ('pending', 'succeeded', 'declined', 'authentication_required'))
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"stripe_dispute_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"taken_minor" bigint,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "disputes_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "disputes_stripe_once" UNIQUE("clinic_id","stripe_dispute_id"),
	CONSTRAINT "disputes_positive" CHECK ("disputes"."amount_minor" > 0),
	CONSTRAINT "disputes_status_known" CHECK ("disputes"."status" in ('open', 'won', 'lost')),
	CONSTRAINT "disputes_taken_when_lost" CHECK (("disputes"."taken_minor" is not null) = ("disputes"."status" = 'lost'))
);
--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_purpose_known";--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_status_known";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "card_charge_id" uuid;--> statement-breakpoint
ALTER TABLE "kept_cards" ADD CONSTRAINT "kept_cards_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_charge_fk" FOREIGN KEY ("clinic_id","charge_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_card_fk" FOREIGN KEY ("clinic_id","card_id") REFERENCES "public"."kept_cards"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_fk" FOREIGN KEY ("clinic_id","payment_id") REFERENCES "public"."payments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "kept_cards_one_a_patient" ON "kept_cards" USING btree ("clinic_id","patient_id") WHERE "kept_cards"."forgotten_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "card_charges_one_at_a_time" ON "card_charges" USING btree ("clinic_id","charge_id") WHERE "card_charges"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "disputes_by_payment" ON "disputes" USING btree ("clinic_id","payment_id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_card_charge_fk" FOREIGN KEY ("clinic_id","card_charge_id") REFERENCES "public"."card_charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_card_charge_once" UNIQUE("clinic_id","card_charge_id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_purpose_known" CHECK ("checkouts"."purpose" in ('appointment', 'plan', 'desk', 'package', 'card'));--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_status_known" CHECK ("checkouts"."status" in ('creating', 'open', 'paid', 'expired', 'refunded_late', 'failed', 'kept'));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['kept_cards', 'card_charges', 'disputes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to taper_app, taper_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- As before, and of a kept card nothing is left that tells whose it was.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  update checkouts set params',
    '  update kept_cards set brand = ''erased'', last4 = ''erased'', forgotten_at = coalesce(forgotten_at, now())
    where clinic_id = clinic and patient_id = patient;
  update checkouts set params');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
