CREATE TABLE "calendar_feeds" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feeds_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_texts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"subject" text,
	"opening" text,
	"brief" text,
	"set_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "message_texts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "message_texts_whole" CHECK (("message_texts"."subject" is null) = ("message_texts"."opening" is null) and ("message_texts"."subject" is null) = ("message_texts"."brief" is null))
);
--> statement-breakpoint
ALTER TABLE "message_rules" ADD COLUMN "hold_minutes" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "message_rules" ADD COLUMN "text_topics" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_open" ON "calendar_feeds" USING btree ("clinic_id","practitioner_id") WHERE "calendar_feeds"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "message_texts_by_kind" ON "message_texts" USING btree ("clinic_id","kind","language","set_at");--> statement-breakpoint
ALTER TABLE "message_rules" ADD CONSTRAINT "message_rules_ways_sane" CHECK ("message_rules"."hold_minutes" between 0 and 60 and "message_rules"."text_topics" <@ array['booking', 'reminder', 'nudge', 'check_in', 'waitlist']);--> statement-breakpoint
alter table message_texts enable row level security;
--> statement-breakpoint
alter table message_texts force row level security;
--> statement-breakpoint
create policy own_clinic on message_texts using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert on message_texts to taper_app, taper_worker;
--> statement-breakpoint
alter table calendar_feeds enable row level security;
--> statement-breakpoint
alter table calendar_feeds force row level security;
--> statement-breakpoint
create policy own_clinic on calendar_feeds using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on calendar_feeds to taper_app, taper_worker;
