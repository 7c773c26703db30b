ALTER TABLE "invitations" ALTER COLUMN "invited_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "max_first_a_day" integer;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "only_beside" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "practitioners" ADD COLUMN "max_minutes_a_day" integer;--> statement-breakpoint
ALTER TABLE "practitioners" ADD COLUMN "max_minutes_in_row" integer;