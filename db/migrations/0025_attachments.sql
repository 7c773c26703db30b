CREATE TABLE "attachment_files" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	CONSTRAINT "attachment_files_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "attachment_files_one_each" UNIQUE("clinic_id","attachment_id")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"withdraw_reason" text,
	CONSTRAINT "attachments_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "attachments_kind_known" CHECK ("attachments"."kind" in ('pdf', 'jpeg', 'png')),
	CONSTRAINT "attachments_size" CHECK ("attachments"."size_bytes" between 1 and 10485760),
	CONSTRAINT "attachments_withdrawn_whole" CHECK (("attachments"."withdrawn_at" is null) = ("attachments"."withdraw_reason" is null) and ("attachments"."withdrawn_at" is null or "attachments"."withdrawn_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "attachment_files" ADD CONSTRAINT "attachment_files_of_attachment" FOREIGN KEY ("clinic_id","attachment_id") REFERENCES "public"."attachments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_adder_fk" FOREIGN KEY ("clinic_id","added_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_withdrawer_fk" FOREIGN KEY ("clinic_id","withdrawn_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_by_patient" ON "attachments" USING btree ("clinic_id","patient_id");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['attachments', 'attachment_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to taper_app, taper_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- What a file is and who attached it never changes; that it was withdrawn may be added.
grant update (withdrawn_by, withdrawn_at, withdraw_reason) on attachments to taper_app;
--> statement-breakpoint
-- As before, and files go with the notes; how many is told.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  delete from note_drafts where clinic_id = clinic and patient_id = patient;',
    '  delete from note_drafts where clinic_id = clinic and patient_id = patient;
  delete from attachment_files where clinic_id = clinic
    and attachment_id in (select id from attachments where clinic_id = clinic and patient_id = patient);
  delete from attachments where clinic_id = clinic and patient_id = patient;
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object(''attachments'', n);');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
