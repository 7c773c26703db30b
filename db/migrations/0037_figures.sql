CREATE TABLE "figure_books" (
	"clinic_id" uuid NOT NULL,
	"kept_from" date NOT NULL,
	"rebuilt_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "figure_books_pk" PRIMARY KEY("clinic_id")
);
--> statement-breakpoint
CREATE TABLE "figure_steps" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"discipline_id" uuid,
	"practitioner_id" uuid,
	"phase" text,
	"due" integer DEFAULT 0 NOT NULL,
	"attended" integer DEFAULT 0 NOT NULL,
	"gaps" integer DEFAULT 0 NOT NULL,
	"within" integer DEFAULT 0 NOT NULL,
	"ends" integer DEFAULT 0 NOT NULL,
	"came" integer DEFAULT 0 NOT NULL,
	"no_show" integer DEFAULT 0 NOT NULL,
	"late" integer DEFAULT 0 NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"second" integer DEFAULT 0 NOT NULL,
	"active" integer DEFAULT 0 NOT NULL,
	"away" integer DEFAULT 0 NOT NULL,
	"leavings" integer DEFAULT 0 NOT NULL,
	"rebooked" integer DEFAULT 0 NOT NULL,
	"dose_due" integer DEFAULT 0 NOT NULL,
	"dose_had" integer DEFAULT 0 NOT NULL,
	"ended" integer DEFAULT 0 NOT NULL,
	"completed" integer DEFAULT 0 NOT NULL,
	"all_had" integer DEFAULT 0 NOT NULL,
	"visits" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "figure_steps_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "plan_figures" (
	"clinic_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"since" date NOT NULL,
	"steps" jsonb NOT NULL,
	"next_due_on" date,
	"last_seen_on" date,
	"visits_left" integer DEFAULT 0 NOT NULL,
	"planned_minor" bigint DEFAULT 0 NOT NULL,
	"left_of" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"idle_from" date,
	"rests" datemultirange DEFAULT '{}' NOT NULL,
	CONSTRAINT "plan_figures_pk" PRIMARY KEY("clinic_id","plan_id")
);
--> statement-breakpoint
ALTER TABLE "figure_books" ADD CONSTRAINT "figure_books_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_steps" ADD CONSTRAINT "figure_steps_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_figures" ADD CONSTRAINT "plan_figures_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "figure_steps_by_day" ON "figure_steps" USING btree ("clinic_id","on_day");--> statement-breakpoint
CREATE INDEX "plan_figures_left" ON "plan_figures" USING btree ("clinic_id","next_due_on") WHERE "plan_figures"."next_due_on" is not null;--> statement-breakpoint
CREATE INDEX "appointments_by_visit" ON "appointments" USING btree ("clinic_id","visit_id") WHERE "appointments"."visit_id" is not null;--> statement-breakpoint
alter table plan_figures enable row level security;
--> statement-breakpoint
alter table plan_figures force row level security;
--> statement-breakpoint
create policy own_clinic on plan_figures using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on plan_figures to taper_app, taper_worker;
--> statement-breakpoint
alter table figure_steps enable row level security;
--> statement-breakpoint
alter table figure_steps force row level security;
--> statement-breakpoint
create policy own_clinic on figure_steps using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, delete on figure_steps to taper_app, taper_worker;
--> statement-breakpoint
alter table figure_books enable row level security;
--> statement-breakpoint
alter table figure_books force row level security;
--> statement-breakpoint
create policy own_clinic on figure_books using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
grant select, insert, update on figure_books to taper_app, taper_worker;
