CREATE TABLE "gift_card_terms" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"amounts_minor" integer[] NOT NULL,
	"least_minor" bigint,
	"most_minor" bigint,
	"member_id" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "gift_card_terms_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "gift_card_terms_limits" CHECK (("gift_card_terms"."least_minor" is null) = ("gift_card_terms"."most_minor" is null)),
	CONSTRAINT "gift_card_terms_sane" CHECK ("gift_card_terms"."least_minor" > 0 and "gift_card_terms"."least_minor" <= "gift_card_terms"."most_minor")
);
--> statement-breakpoint
CREATE TABLE "gift_cards" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"code_end" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"buyer_name" text NOT NULL,
	"buyer_email" text NOT NULL,
	"recipient_name" text,
	"recipient_email" text,
	"message" text,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sold_at" timestamp (3) with time zone,
	"member_id" uuid,
	CONSTRAINT "gift_cards_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "gift_cards_code_once" UNIQUE("clinic_id","code_hash"),
	CONSTRAINT "gift_cards_positive" CHECK ("gift_cards"."amount_minor" > 0),
	CONSTRAINT "gift_cards_status_known" CHECK ("gift_cards"."status" in ('waiting', 'active', 'unpaid')),
	CONSTRAINT "gift_cards_sold" CHECK (("gift_cards"."sold_at" is not null) = ("gift_cards"."status" = 'active'))
);
--> statement-breakpoint
ALTER TABLE "checkouts" DROP CONSTRAINT "checkouts_purpose_known";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_method_known";--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_method_known";--> statement-breakpoint
ALTER TABLE "payments" ALTER COLUMN "patient_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "gift_card_id" uuid;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "gift_card_id" uuid;--> statement-breakpoint
ALTER TABLE "gift_card_terms" ADD CONSTRAINT "gift_card_terms_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_card_terms" ADD CONSTRAINT "gift_card_terms_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gift_card_terms_by_day" ON "gift_card_terms" USING btree ("clinic_id","effective_from");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_gift_card_fk" FOREIGN KEY ("clinic_id","gift_card_id") REFERENCES "public"."gift_cards"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_gift_card_fk" FOREIGN KEY ("clinic_id","gift_card_id") REFERENCES "public"."gift_cards"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkouts_by_gift_card" ON "checkouts" USING btree ("clinic_id","gift_card_id");--> statement-breakpoint
CREATE INDEX "payments_by_gift_card" ON "payments" USING btree ("clinic_id","gift_card_id");--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_purpose_known" CHECK ("checkouts"."purpose" in ('appointment', 'plan', 'desk', 'package', 'card', 'instalment', 'gift_card'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_from_a_gift_card" CHECK ("payments"."method" <> 'gift_card' or "payments"."gift_card_id" is not null);--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_of_a_patient" CHECK ("payments"."patient_id" is not null or ("payments"."gift_card_id" is not null and "payments"."method" <> 'gift_card'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_method_known" CHECK ("payments"."method" in ('stripe', 'cash', 'terminal', 'e_transfer', 'payer', 'carried_over', 'gift_card'));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_method_known" CHECK ("refunds"."method" in ('stripe', 'cash', 'terminal', 'e_transfer', 'gift_card'));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['gift_card_terms', 'gift_cards'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on gift_card_terms to taper_app, taper_worker;
--> statement-breakpoint
grant select, insert, update on gift_cards to taper_app, taper_worker;
--> statement-breakpoint
-- What is left on a gift card: others than the session's patient pay with it too, so it is reckoned beyond the patient's scope, within the clinic.
create function app.left_on_gift_card(clinic uuid, card uuid) returns bigint
  language sql stable security definer set search_path = pg_catalog, public as $$
    select coalesce(sum(case when p.method = 'gift_card' then -p.amount_minor else p.amount_minor end
      + (select coalesce(sum(case when p.method = 'gift_card' then r.amount_minor else -r.amount_minor end), 0) from refunds r
        where r.clinic_id = clinic and r.payment_id = p.id and r.status in ('pending', 'succeeded'))
      - (select coalesce(sum(coalesce(d.taken_minor, d.amount_minor)), 0) from disputes d
        where d.clinic_id = clinic and d.payment_id = p.id and d.status in ('open', 'lost'))), 0)::bigint
    from payments p where p.clinic_id = clinic and p.gift_card_id = card
      and clinic = coalesce(nullif(current_setting('app.clinic_id', true), '')::uuid, clinic) $$;
--> statement-breakpoint
revoke all on function app.left_on_gift_card(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function app.left_on_gift_card(uuid, uuid) to taper_app, taper_worker;
