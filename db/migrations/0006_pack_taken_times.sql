-- What the slot search reads of a visit, packed once when it is written: start and end (minutes since 2000), buffers (minutes).
alter table appointments add column taken bytea generated always as (
  int4send(floor(date_part('epoch', starts_at - timestamptz '2000-01-01 00:00+00') / 60)::int) ||
  int4send(ceil(date_part('epoch', ends_at - timestamptz '2000-01-01 00:00+00') / 60)::int) ||
  int2send(buffer_before_min::int2) || int2send(buffer_after_min::int2)) stored;
--> statement-breakpoint
alter table appointment_resources add column taken bytea generated always as (
  int4send(floor(date_part('epoch', starts_at - timestamptz '2000-01-01 00:00+00') / 60)::int) ||
  int4send(ceil(date_part('epoch', ends_at - timestamptz '2000-01-01 00:00+00') / 60)::int)) stored;
--> statement-breakpoint
drop index appointments_taken;
--> statement-breakpoint
drop index appointment_resources_taken;
--> statement-breakpoint
create index appointments_taken on appointments (clinic_id, practitioner_id, starts_at)
  include (taken, status, hold_expires_at) where status in ('held', 'booked', 'arrived', 'fulfilled');
--> statement-breakpoint
create index appointment_resources_taken on appointment_resources (clinic_id, resource_id, starts_at)
  include (taken, appointment_id) where live;
