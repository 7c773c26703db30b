CREATE TABLE "identity_providers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"issuer" text,
	"client_id" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"key_id" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identity_providers_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "provider_identities" (
	"clinic_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"member_id" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_identities_pk" PRIMARY KEY("clinic_id","issuer","subject"),
	CONSTRAINT "provider_identities_member_once" UNIQUE("clinic_id","issuer","member_id")
);
--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "only_clinic" uuid;--> statement-breakpoint
ALTER TABLE "sign_in_proofs" ADD COLUMN "only_clinic" uuid;--> statement-breakpoint
ALTER TABLE "identity_providers" ADD CONSTRAINT "identity_providers_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_identities" ADD CONSTRAINT "provider_identities_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_providers_by_time" ON "identity_providers" USING btree ("clinic_id","set_at");--> statement-breakpoint
alter table identity_providers enable row level security;
--> statement-breakpoint
alter table identity_providers force row level security;
--> statement-breakpoint
create policy own_clinic on identity_providers using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
alter table provider_identities enable row level security;
--> statement-breakpoint
alter table provider_identities force row level security;
--> statement-breakpoint
create policy own_clinic on provider_identities using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
-- Only the web process signs anybody in; what a clinic trusted, and whom it knew as whom, stays readable.
grant select, insert on identity_providers, provider_identities to taper_app;
