CREATE TABLE "patient_apps" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"sealed_seed" text NOT NULL,
	"key_id" text NOT NULL,
	"last_step" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "patient_apps_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "patient_apps_one_each" UNIQUE("clinic_id","patient_id")
);
--> statement-breakpoint
CREATE TABLE "patient_passkeys" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "patient_passkeys_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "patient_passkeys_credential_once" UNIQUE("clinic_id","credential_id")
);
--> statement-breakpoint
ALTER TABLE "patient_sessions" ADD COLUMN "proved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "patient_apps" ADD CONSTRAINT "patient_apps_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_passkeys" ADD CONSTRAINT "patient_passkeys_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "patient_passkeys_by_patient" ON "patient_passkeys" USING btree ("clinic_id","patient_id");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['patient_passkeys', 'patient_apps'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    perform app.scope_to_patient(t::regclass);
  end loop;
end $$;
--> statement-breakpoint
-- Only the web process lets anybody in: the worker sees no key and no seed.
grant select, insert, update, delete on patient_passkeys, patient_apps to taper_app;
--> statement-breakpoint
-- As before: keys to a door go with an erased record, and are not handed from one joined record to another.
do $$ declare
  before text;
  after text;
begin
  before := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after := replace(before, '  delete from patient_sessions where clinic_id = clinic and patient_id = patient;',
    '  delete from patient_sessions where clinic_id = clinic and patient_id = patient;
  delete from patient_passkeys where clinic_id = clinic and patient_id = patient;
  delete from patient_apps where clinic_id = clinic and patient_id = patient;');
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
  before := pg_get_functiondef('app.merge_patients(uuid, uuid, uuid, uuid, timestamptz)'::regprocedure);
  after := replace(before, '  delete from patient_sessions where clinic_id = clinic and patient_id = joined;',
    '  delete from patient_sessions where clinic_id = clinic and patient_id = joined;
  delete from patient_passkeys where clinic_id = clinic and patient_id = joined;
  delete from patient_apps where clinic_id = clinic and patient_id = joined;');
  if after = before then raise exception 'app.merge_patients is not what it was'; end if;
  execute after;
  before := pg_get_functiondef('app.tables_of_patients()'::regprocedure);
  after := replace(before, '''access_codes'', ''patient_sessions''', '''access_codes'', ''patient_sessions'', ''patient_passkeys'', ''patient_apps''');
  if after = before then raise exception 'app.tables_of_patients is not what it was'; end if;
  execute after;
end $$;
