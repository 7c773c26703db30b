CREATE TABLE "sign_in_rules" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"second_factor_required" boolean NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid NOT NULL,
	CONSTRAINT "sign_in_rules_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_codes_pk" PRIMARY KEY("id"),
	CONSTRAINT "recovery_codes_once" UNIQUE("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_proofs" (
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"device" text NOT NULL,
	"method" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"spent_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_proofs_pk" PRIMARY KEY("id"),
	CONSTRAINT "sign_in_proofs_token_once" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "user_factors" (
	"user_id" uuid NOT NULL,
	"sealed_seed" text NOT NULL,
	"key_id" text NOT NULL,
	"last_step" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "user_factors_pk" PRIMARY KEY("user_id")
);
--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "device" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "proved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "at_clinic" uuid;--> statement-breakpoint
ALTER TABLE "sign_in_rules" ADD CONSTRAINT "sign_in_rules_member_fk" FOREIGN KEY ("clinic_id","set_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_proofs" ADD CONSTRAINT "sign_in_proofs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_factors" ADD CONSTRAINT "user_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_rules_by_time" ON "sign_in_rules" USING btree ("clinic_id","set_at");--> statement-breakpoint
CREATE INDEX "sign_in_proofs_by_user" ON "sign_in_proofs" USING btree ("user_id");--> statement-breakpoint
alter table sign_in_rules enable row level security;
--> statement-breakpoint
alter table sign_in_rules force row level security;
--> statement-breakpoint
create policy own_clinic on sign_in_rules using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
--> statement-breakpoint
-- What was asked of the clinic's people, and when, stays as it was written.
grant select, insert on sign_in_rules to taper_app, taper_worker;
--> statement-breakpoint
-- Only the web process signs anybody in: the worker sees no seed, code or proof.
grant select, insert, update, delete on sign_in_proofs, user_factors, recovery_codes to taper_app;
