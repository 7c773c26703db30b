CREATE TABLE "funding_approvals" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"episode_id" uuid NOT NULL,
	"discipline_id" uuid NOT NULL,
	"visits" integer NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid,
	CONSTRAINT "funding_approvals_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "funding_approvals_once" UNIQUE("clinic_id","request_id"),
	CONSTRAINT "funding_approvals_some_visits" CHECK ("funding_approvals"."visits" >= 1),
	CONSTRAINT "funding_approvals_span" CHECK ("funding_approvals"."valid_until" >= "funding_approvals"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "funding_requests" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"episode_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"discipline_id" uuid NOT NULL,
	"status" text NOT NULL,
	"body" text NOT NULL,
	"visits" integer NOT NULL,
	"until_on" date NOT NULL,
	"signed_name" text,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"member_id" uuid,
	CONSTRAINT "funding_requests_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "funding_requests_status_known" CHECK ("funding_requests"."status" in ('drafted', 'sent', 'approved', 'refused')),
	CONSTRAINT "funding_requests_signed" CHECK (("funding_requests"."sent_at" is null) = ("funding_requests"."status" = 'drafted')),
	CONSTRAINT "funding_requests_answered" CHECK (("funding_requests"."answered_at" is not null) = ("funding_requests"."status" in ('approved', 'refused'))),
	CONSTRAINT "funding_requests_some_visits" CHECK ("funding_requests"."visits" >= 1)
);
--> statement-breakpoint
ALTER TABLE "funding_approvals" ADD CONSTRAINT "funding_approvals_request_fk" FOREIGN KEY ("clinic_id","request_id") REFERENCES "public"."funding_requests"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_approvals" ADD CONSTRAINT "funding_approvals_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_approvals" ADD CONSTRAINT "funding_approvals_episode_fk" FOREIGN KEY ("clinic_id","episode_id") REFERENCES "public"."episodes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_approvals" ADD CONSTRAINT "funding_approvals_discipline_fk" FOREIGN KEY ("clinic_id","discipline_id") REFERENCES "public"."disciplines"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_approvals" ADD CONSTRAINT "funding_approvals_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_requests" ADD CONSTRAINT "funding_requests_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_requests" ADD CONSTRAINT "funding_requests_episode_fk" FOREIGN KEY ("clinic_id","episode_id") REFERENCES "public"."episodes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_requests" ADD CONSTRAINT "funding_requests_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_requests" ADD CONSTRAINT "funding_requests_discipline_fk" FOREIGN KEY ("clinic_id","discipline_id") REFERENCES "public"."disciplines"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funding_requests" ADD CONSTRAINT "funding_requests_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "funding_approvals_by_episode" ON "funding_approvals" USING btree ("clinic_id","episode_id");--> statement-breakpoint
CREATE INDEX "funding_requests_by_plan" ON "funding_requests" USING btree ("clinic_id","plan_id");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['funding_requests', 'funding_approvals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to taper_app, taper_worker', t);
    perform app.scope_to_patient(t::regclass);
  end loop;
end $$;
--> statement-breakpoint
grant update (status, body, visits, until_on, signed_name, sent_at, answered_at, answer, member_id) on funding_requests to taper_app, taper_worker;
--> statement-breakpoint
-- As before, and letters about the patient go with what happened to their plans.
do $$ declare
  before text := pg_get_functiondef('app.blank_patient(uuid, uuid)'::regprocedure);
  after text := replace(before, '  update plan_facts set reason',
    '  update funding_requests set body = '''', answer = '''',
    signed_name = case when signed_name is not null then ''Erased'' end where clinic_id = clinic and patient_id = patient;
  update plan_facts set reason');
begin
  if after = before then raise exception 'app.blank_patient is not what it was'; end if;
  execute after;
end $$;
