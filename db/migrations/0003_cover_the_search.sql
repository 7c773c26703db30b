DROP INDEX "appointment_resources_by_start";--> statement-breakpoint
DROP INDEX "appointments_by_practitioner";--> statement-breakpoint
-- The slot search reads a person's and a unit's taken times from the index alone, in order of time.
create index appointments_taken on appointments (clinic_id, practitioner_id, starts_at)
  include (ends_at, buffer_before_min, buffer_after_min, status, hold_expires_at)
  where status in ('held', 'booked', 'arrived', 'fulfilled');
--> statement-breakpoint
create index appointment_resources_taken on appointment_resources (clinic_id, resource_id, starts_at)
  include (ends_at, appointment_id) where live;
