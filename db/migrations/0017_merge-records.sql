CREATE TABLE "patient_merges" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"joined_id" uuid NOT NULL,
	"moved" jsonb NOT NULL,
	"filled" text[] NOT NULL,
	"merged_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid,
	CONSTRAINT "patient_merges_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
ALTER TABLE "patients" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_joined_fk" FOREIGN KEY ("clinic_id","joined_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_merges" ADD CONSTRAINT "patient_merges_undoer_fk" FOREIGN KEY ("clinic_id","undone_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "patient_merges_by_time" ON "patient_merges" USING btree ("clinic_id","merged_at");--> statement-breakpoint
CREATE INDEX "patient_merges_by_patient" ON "patient_merges" USING btree ("clinic_id","patient_id");--> statement-breakpoint
ALTER TABLE "patients" ADD CONSTRAINT "patients_merged_fk" FOREIGN KEY ("clinic_id","merged_into") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "patients_by_birth" ON "patients" USING btree ("clinic_id","birth_date");--> statement-breakpoint
CREATE INDEX "patients_merged" ON "patients" USING btree ("clinic_id","merged_into") WHERE "patients"."merged_into" is not null;--> statement-breakpoint
alter table patient_merges enable row level security;
--> statement-breakpoint
alter table patient_merges force row level security;
--> statement-breakpoint
create policy own_clinic on patient_merges using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select on patient_merges to taper_app, taper_worker;
--> statement-breakpoint
-- Every table whose rows are a patient's, but the ones that are about the record as such: audit, erasures and merges.
create function app.tables_of_patients() returns setof text language sql stable set search_path = pg_catalog, public as $$
  select c.table_name::text from information_schema.columns c
  join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
  where c.table_schema = 'public' and c.column_name = 'patient_id'
    and c.table_name not in ('audit', 'erasures', 'patient_merges', 'access_codes', 'patient_sessions')
  order by 1
$$;
--> statement-breakpoint
-- Joins two records of one person in the clinic that was entered: every row of the one becomes the other's, and which they were is
-- kept. Rows of history change in nothing but whose they are.
create function app.merge_patients(kept uuid, joined uuid, merge uuid, member uuid, at timestamptz) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  clinic uuid := nullif(current_setting('app.clinic_id', true), '')::uuid;
  moved jsonb := '{}';
  ids uuid[];
  filled text[];
  one text;
begin
  perform 1 from patients where clinic_id = clinic and id in (kept, joined) order by id for update;
  if kept = joined or 2 <> (select count(*) from patients where clinic_id = clinic and id in (kept, joined) and merged_into is null)
    or exists (select 1 from erasures where clinic_id = clinic and patient_id in (kept, joined))
  then raise exception 'these two records cannot be joined' using errcode = 'check_violation'; end if;
  for one in select app.tables_of_patients() loop
    execute format('with gone as (update %I set patient_id = $1 where clinic_id = $2 and patient_id = $3 returning id) select array_agg(id) from gone', one)
      into ids using kept, clinic, joined;
    if ids is not null then moved := moved || jsonb_build_object(one, ids); end if;
  end loop;
  with again as (update patients set merged_into = kept where clinic_id = clinic and merged_into = joined returning id)
    select array_agg(id) into ids from again;
  if ids is not null then moved := moved || jsonb_build_object('patients', ids); end if;
  delete from access_codes where clinic_id = clinic and patient_id = joined;
  delete from patient_sessions where clinic_id = clinic and patient_id = joined;
  select array_remove(array[
      case when k.preferred_name is null and j.preferred_name is not null then 'preferred_name' end,
      case when k.birth_date is null and j.birth_date is not null then 'birth_date' end,
      case when k.email is null and j.email is not null then 'email' end,
      case when k.mobile is null and j.mobile is not null then 'mobile' end,
      case when k.guardian_name is null and j.guardian_name is not null then 'guardian_name' end,
      case when k.desk_alert is null and j.desk_alert is not null then 'desk_alert' end], null)
    into filled from patients k, patients j where k.clinic_id = clinic and k.id = kept and j.clinic_id = clinic and j.id = joined;
  foreach one in array filled loop
    execute format('update patients k set %1$I = j.%1$I from patients j where k.clinic_id = $1 and k.id = $2 and j.clinic_id = $1 and j.id = $3', one)
      using clinic, kept, joined;
  end loop;
  update patients set merged_into = kept where clinic_id = clinic and id = joined;
  insert into patient_merges (clinic_id, id, patient_id, joined_id, moved, filled, merged_at, member_id)
    values (clinic, merge, kept, joined, moved, filled, at, member);
  return moved;
end $$;
--> statement-breakpoint
-- Takes a joining back: what moved goes home; what came to the record since stays with it.
create function app.undo_merge(merge uuid, member uuid, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  clinic uuid := nullif(current_setting('app.clinic_id', true), '')::uuid;
  m patient_merges;
  one text;
begin
  select * into m from patient_merges where clinic_id = clinic and id = merge and undone_at is null for update;
  if not found then raise exception 'no such joining' using errcode = 'no_data_found'; end if;
  perform 1 from patients where clinic_id = clinic and id in (m.patient_id, m.joined_id) order by id for update;
  if exists (select 1 from patients where clinic_id = clinic and id = m.patient_id and merged_into is not null)
    or exists (select 1 from erasures where clinic_id = clinic and patient_id = m.patient_id)
  then raise exception 'this joining stays' using errcode = 'check_violation'; end if;
  for one in select jsonb_object_keys(m.moved) loop
    if one = 'patients' then
      update patients set merged_into = m.joined_id where clinic_id = clinic and merged_into = m.patient_id
        and id in (select jsonb_array_elements_text(m.moved -> one)::uuid);
    else
      execute format('update %I set patient_id = $1 where clinic_id = $2 and patient_id = $3
        and id in (select jsonb_array_elements_text($4)::uuid)', one) using m.joined_id, clinic, m.patient_id, m.moved -> one;
    end if;
  end loop;
  foreach one in array m.filled loop
    execute format('update patients k set %1$I = null from patients j where k.clinic_id = $1 and k.id = $2
      and j.clinic_id = $1 and j.id = $3 and k.%1$I = j.%1$I', one) using clinic, m.patient_id, m.joined_id;
  end loop;
  update patients set merged_into = null where clinic_id = clinic and id = m.joined_id;
  update patient_merges set undone_at = at, undone_by = member where clinic_id = clinic and id = merge;
end $$;
--> statement-breakpoint
revoke all on function app.tables_of_patients(), app.merge_patients(uuid, uuid, uuid, uuid, timestamptz),
  app.undo_merge(uuid, uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function app.merge_patients(uuid, uuid, uuid, uuid, timestamptz), app.undo_merge(uuid, uuid, timestamptz) to taper_app;
--> statement-breakpoint
-- As before, and a record that was joined into the erased one is blanked with it.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, 'where clinic_id = clinic and id = patient;',
    'where clinic_id = clinic and (id = patient or merged_into = patient);');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
