set local citus.multi_shard_modify_mode to 'sequential';
--> statement-breakpoint
create extension if not exists btree_gist;
--> statement-breakpoint
alter table appointments add constraint appointments_person_after_free
  exclude using gist (clinic_id with =, practitioner_id with =, lane with =, busy_after with &&)
  where (status in ('held', 'booked', 'arrived', 'fulfilled'));
--> statement-breakpoint
alter table appointments add constraint appointments_person_before_free
  exclude using gist (clinic_id with =, practitioner_id with =, lane with =, busy_before with &&)
  where (status in ('held', 'booked', 'arrived', 'fulfilled'));
--> statement-breakpoint
alter table appointments add constraint appointments_patient_free
  exclude using gist (clinic_id with =, patient_id with =, during with &&)
  where (patient_id is not null and status in ('held', 'booked', 'arrived', 'fulfilled'));
--> statement-breakpoint
alter table appointment_resources add constraint appointment_resources_unit_free
  exclude using gist (clinic_id with =, resource_id with =, lane with =, during with &&)
  where (live);
--> statement-breakpoint
create schema if not exists app;
--> statement-breakpoint
-- Enters a clinic for the rest of the transaction. The first setting lets a distributed database pass the second on to its workers.
create function app.enter(clinic uuid) returns void language plpgsql as $$ begin
  perform set_config('citus.propagate_set_commands', 'local', true);
  execute format('set local app.clinic_id = %L', clinic::text);
end $$;
--> statement-breakpoint
-- The worker's only look across clinics: which outbox rows are due. Claiming and reading happen inside the clinic, under its policy.
create function app.due_outbox(at timestamptz, most int) returns table (clinic_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select o.clinic_id, o.id from public.outbox o
  where o.done_at is null and o.parked_at is null and o.run_at <= at
    and (o.locked_until is null or o.locked_until < at)
  order by o.run_at limit most
$$;
--> statement-breakpoint
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'taper_app') then
    create role taper_app login nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not exists (select 1 from pg_roles where rolname = 'taper_worker') then
    create role taper_worker login nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end $$;
--> statement-breakpoint
do $$ declare t text; begin
  for t in
    select c.table_name from information_schema.columns c
    join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name
    where c.table_schema = 'public' and c.column_name = 'clinic_id' and b.table_type = 'BASE TABLE'
      and c.table_name not in ('user_clinics', 'stripe_events')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public, app to taper_app, taper_worker;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.enter(uuid) to taper_app, taper_worker;
--> statement-breakpoint
grant execute on function app.due_outbox(timestamptz, int) to taper_worker;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to taper_app, taper_worker;
--> statement-breakpoint
-- What is history stays history: these tables take new rows and nothing else.
revoke update, delete on audit, appointment_facts, plan_facts, screens, screen_reviews, assessments, scores, notes, consents,
  payment_allocations, ledger_entries, receipts, messages from taper_app, taper_worker;
--> statement-breakpoint
-- A guest's screen is tied to the patient once the patient is known; nothing else of it may change.
grant update (patient_id) on screens to taper_app, taper_worker;
