CREATE TABLE "sms_stops" (
	"id" uuid NOT NULL,
	"number_hash" text NOT NULL,
	"stopped" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sms_stops_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "message_choices" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"how" text NOT NULL,
	"member_id" uuid,
	CONSTRAINT "message_choices_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "message_choices_channel_known" CHECK ("message_choices"."channel" in ('email', 'sms', 'none')),
	CONSTRAINT "message_choices_how_known" CHECK ("message_choices"."how" in ('page', 'mail', 'desk'))
);
--> statement-breakpoint
CREATE TABLE "message_consents" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"given" boolean NOT NULL,
	"text_version" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"how" text NOT NULL,
	"member_id" uuid,
	CONSTRAINT "message_consents_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "message_consents_purpose_known" CHECK ("message_consents"."purpose" in ('news')),
	CONSTRAINT "message_consents_how_known" CHECK ("message_consents"."how" in ('page', 'mail', 'desk'))
);
--> statement-breakpoint
ALTER TABLE "message_choices" ADD CONSTRAINT "message_choices_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_choices" ADD CONSTRAINT "message_choices_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_consents" ADD CONSTRAINT "message_consents_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_consents" ADD CONSTRAINT "message_consents_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sms_stops_by_number" ON "sms_stops" USING btree ("number_hash","at");--> statement-breakpoint
CREATE INDEX "message_choices_by_patient" ON "message_choices" USING btree ("clinic_id","patient_id","topic","at");--> statement-breakpoint
CREATE INDEX "message_consents_by_patient" ON "message_consents" USING btree ("clinic_id","patient_id","purpose","at");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['message_choices', 'message_consents'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
  end loop;
end $$;
--> statement-breakpoint
-- What somebody chose or agreed to stays as it was said.
grant select, insert on message_choices, message_consents, sms_stops to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and choices of messages go too.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  delete from note_drafts where clinic_id = clinic and patient_id = patient;',
    '  delete from message_choices where clinic_id = clinic and patient_id = patient;
  delete from note_drafts where clinic_id = clinic and patient_id = patient;');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
