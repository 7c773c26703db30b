CREATE TABLE "claims" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"status" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"member_id" uuid,
	CONSTRAINT "claims_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "claims_attempt_once" UNIQUE("clinic_id","charge_id","attempt"),
	CONSTRAINT "claims_status_known" CHECK ("claims"."status" in ('sent', 'rejected', 'settled')),
	CONSTRAINT "claims_answered" CHECK (("claims"."answered_at" is not null) = ("claims"."status" <> 'sent'))
);
--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_charge_fk" FOREIGN KEY ("clinic_id","charge_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table claims enable row level security;
--> statement-breakpoint
alter table claims force row level security;
--> statement-breakpoint
create policy own_clinic on claims using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on claims to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and why a payer said no goes with the other reasons.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  update checkouts set params',
    '  update claims set reason = '''' where clinic_id = clinic
    and charge_id in (select id from charges where clinic_id = clinic and patient_id = patient);
  update checkouts set params');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
