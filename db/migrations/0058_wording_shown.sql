ALTER TABLE "screens" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "screens" ADD COLUMN "wording" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "wording" text;--> statement-breakpoint
ALTER TABLE "screens" ADD CONSTRAINT "screens_wording_known" CHECK (("screens"."language" is null) = ("screens"."wording" is null) and "screens"."language" in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant')
        and "screens"."wording" ~ '^[0-9a-f]{12}$');--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_wording_known" CHECK (("consents"."language" is null) = ("consents"."wording" is null) and "consents"."language" in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant')
        and "consents"."wording" ~ '^[0-9a-f]{12}$');