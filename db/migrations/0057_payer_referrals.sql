CREATE TABLE "payer_referrals" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"discipline_id" uuid,
	"referred_by" text NOT NULL,
	"referrer_number" text,
	"written_on" date NOT NULL,
	"valid_until" date,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "payer_referrals_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "payer_referrals_valid_span" CHECK ("payer_referrals"."valid_until" is null or "payer_referrals"."valid_until" >= "payer_referrals"."written_on")
);
--> statement-breakpoint
ALTER TABLE "payer_referrals" ADD CONSTRAINT "payer_referrals_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payer_referrals" ADD CONSTRAINT "payer_referrals_discipline_fk" FOREIGN KEY ("clinic_id","discipline_id") REFERENCES "public"."disciplines"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payer_referrals" ADD CONSTRAINT "payer_referrals_member_fk" FOREIGN KEY ("clinic_id","entered_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payer_referrals_by_patient" ON "payer_referrals" USING btree ("clinic_id","patient_id");
--> statement-breakpoint
alter table payer_referrals enable row level security;
--> statement-breakpoint
alter table payer_referrals force row level security;
--> statement-breakpoint
create policy own_clinic on payer_referrals using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
select app.scope_to_patient('payer_referrals');
--> statement-breakpoint
grant select, insert on payer_referrals to taper_app, taper_worker;
--> statement-breakpoint
-- Who wrote it, when and for what stay as they were entered; a wrong one is taken off.
grant update (ended_at) on payer_referrals to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and who sent the patient goes with what their plans would pay.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  update consents set signed_name',
    '  update payer_referrals set referred_by = '''', referrer_number = null where clinic_id = clinic and patient_id = patient;
  update consents set signed_name');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
