CREATE TABLE "user_pins" (
	"user_id" uuid NOT NULL,
	"pin_hash" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_pins_pk" PRIMARY KEY("user_id")
);
--> statement-breakpoint
ALTER TABLE "sign_in_rules" ADD COLUMN "lock_after_min" integer DEFAULT 15;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "desk_hash" text;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD COLUMN "locked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sign_in_proofs" ADD COLUMN "resumes" uuid;--> statement-breakpoint
ALTER TABLE "user_pins" ADD CONSTRAINT "user_pins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "login_sessions_by_desk" ON "login_sessions" USING btree ("desk_hash") WHERE "login_sessions"."desk_hash" is not null;
--> statement-breakpoint
grant select, insert, update, delete on user_pins to taper_app, taper_worker;
