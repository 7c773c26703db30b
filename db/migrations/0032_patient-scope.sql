-- The patient whose rows alone a transaction sees; null where it acts for the clinic or for nobody yet.
create function app.scoped_patient() returns uuid language sql stable as
  $$ select nullif(current_setting('app.patient_id', true), '')::uuid $$;
--> statement-breakpoint
create function app.enter_as_patient(clinic uuid, patient uuid) returns void language plpgsql as $$ begin
  perform app.enter(clinic);
  execute format('set local app.patient_id = %L', patient::text);
end $$;
--> statement-breakpoint
-- Puts a table's rows under the patient's scope, beside the clinic's. Called for each table that holds something of a patient.
create function app.scope_to_patient(named regclass, key name default 'patient_id') returns void language plpgsql as $$ begin
  execute format(
    'create policy own_patient on %s as restrictive using ((select app.scoped_patient()) is null or %I = (select app.scoped_patient()))',
    named, key);
end $$;
--> statement-breakpoint
revoke all on function app.scoped_patient(), app.enter_as_patient(uuid, uuid), app.scope_to_patient(regclass, name) from public;
--> statement-breakpoint
grant execute on function app.scoped_patient(), app.enter_as_patient(uuid, uuid) to taper_app, taper_worker;
--> statement-breakpoint
-- Not the calendar (a free time is what nobody else has taken), nor packages, which families share.
do $$ declare t text; begin
  perform app.scope_to_patient('patients', 'id');
  for t in
    select c.table_name from information_schema.columns c
    join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name
    where c.table_schema = 'public' and c.column_name = 'patient_id' and b.table_type = 'BASE TABLE'
      and c.table_name not in ('appointments', 'packages', 'package_sharers')
  loop
    perform app.scope_to_patient(t::regclass);
  end loop;
end $$;
