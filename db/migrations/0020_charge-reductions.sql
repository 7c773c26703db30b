CREATE TABLE "charge_reductions" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"member_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "charge_reductions_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "charge_reductions_positive" CHECK ("charge_reductions"."net_minor" >= 0 and "charge_reductions"."tax_minor" >= 0 and "charge_reductions"."net_minor" + "charge_reductions"."tax_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "receipts" DROP CONSTRAINT "receipts_charge_once";--> statement-breakpoint
ALTER TABLE "payment_allocations" DROP CONSTRAINT "payment_allocations_positive";--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "replaces_id" uuid;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "replace_reason" text;--> statement-breakpoint
-- Until now only card payments were given back.
ALTER TABLE "refunds" ADD COLUMN "method" text NOT NULL DEFAULT 'stripe';--> statement-breakpoint
ALTER TABLE "refunds" ALTER COLUMN "method" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "charge_reductions" ADD CONSTRAINT "charge_reductions_charge_fk" FOREIGN KEY ("clinic_id","charge_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge_reductions" ADD CONSTRAINT "charge_reductions_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charge_reductions_by_charge" ON "charge_reductions" USING btree ("clinic_id","charge_id");--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_replaces_fk" FOREIGN KEY ("clinic_id","replaces_id") REFERENCES "public"."receipts"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_charge_once" ON "receipts" USING btree ("clinic_id","charge_id") WHERE "receipts"."replaces_id" is null;--> statement-breakpoint
ALTER TABLE "charges" DROP COLUMN "waived_at";--> statement-breakpoint
ALTER TABLE "charges" DROP COLUMN "waive_reason";--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_replaced_once" UNIQUE("clinic_id","replaces_id");--> statement-breakpoint
ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_not_nothing" CHECK ("payment_allocations"."amount_minor" <> 0);--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_method_known" CHECK ("refunds"."method" in ('stripe', 'cash', 'terminal', 'e_transfer'));
--> statement-breakpoint
alter table charge_reductions enable row level security;
--> statement-breakpoint
alter table charge_reductions force row level security;
--> statement-breakpoint
create policy own_clinic on charge_reductions using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on charge_reductions to taper_app, taper_worker;
--> statement-breakpoint
-- Charges carry no words any more; the reasons of reductions and of receipts made anew go with the rest.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(replace(before,
    '  update charges set waive_reason = ''erased'' where clinic_id = clinic and patient_id = patient and waive_reason is not null;',
    '  update charge_reductions set reason = ''erased'' where clinic_id = clinic
    and charge_id in (select id from charges where clinic_id = clinic and patient_id = patient);'),
    '  update receipts set body = jsonb_set(body, ''{patientName}'', ''"Erased record"'') where clinic_id = clinic and patient_id = patient;',
    '  update receipts set body = jsonb_set(body, ''{patientName}'', ''"Erased record"''),
    replace_reason = case when replace_reason is not null then ''erased'' end where clinic_id = clinic and patient_id = patient;');
begin
  if after not like '%charge_reductions%' or after not like '%replace_reason%' then
    raise exception 'app.blank_patient is not what it was';
  end if;
  execute after;
end $$;
