CREATE TABLE "import_keys" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key_hash" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_keys_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "import_keys_once" UNIQUE("clinic_id","kind","key_hash"),
	CONSTRAINT "import_keys_kind_known" CHECK ("import_keys"."kind" in ('patients', 'appointments', 'balances'))
);
--> statement-breakpoint
ALTER TABLE "charges" DROP CONSTRAINT "charges_kind_known";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_method_known";--> statement-breakpoint
ALTER TABLE "charges" ALTER COLUMN "chain_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "charges" ALTER COLUMN "appointment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "import_keys" ADD CONSTRAINT "import_keys_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_keys_by_patient" ON "import_keys" USING btree ("clinic_id","patient_id");--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_of_a_visit" CHECK (("charges"."kind" = 'carried_over') = ("charges"."appointment_id" is null) and ("charges"."chain_id" is null) = ("charges"."appointment_id" is null));--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_kind_known" CHECK ("charges"."kind" in ('visit', 'missed_visit_fee', 'carried_over'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_method_known" CHECK ("payments"."method" in ('stripe', 'cash', 'terminal', 'e_transfer', 'payer', 'carried_over'));--> statement-breakpoint
alter table import_keys enable row level security;
--> statement-breakpoint
alter table import_keys force row level security;
--> statement-breakpoint
create policy own_clinic on import_keys using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on import_keys to taper_app, taper_worker;
