CREATE TABLE "article_comments" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"name" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"approved_by" uuid,
	CONSTRAINT "article_comments_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "article_comments_approved_whole" CHECK (("article_comments"."approved_at" is null) = ("article_comments"."approved_by" is null))
);
--> statement-breakpoint
CREATE TABLE "article_publications" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "article_publications_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "article_services" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "article_services_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "article_services_once" UNIQUE("clinic_id","version_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "article_versions" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"body" text NOT NULL,
	"plain" text NOT NULL,
	"conditions" text[] NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (case language
        when 'en' then setweight(to_tsvector('pg_catalog.english', title), 'A') || setweight(to_tsvector('pg_catalog.english', summary), 'B') || to_tsvector('pg_catalog.english', plain)
        when 'fr' then setweight(to_tsvector('pg_catalog.french', title), 'A') || setweight(to_tsvector('pg_catalog.french', summary), 'B') || to_tsvector('pg_catalog.french', plain)
        else setweight(to_tsvector('pg_catalog.simple', title), 'A') || setweight(to_tsvector('pg_catalog.simple', summary), 'B') || to_tsvector('pg_catalog.simple', plain)
      end) STORED,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	CONSTRAINT "article_versions_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "article_versions_once" UNIQUE("clinic_id","article_id","version"),
	CONSTRAINT "article_versions_language_known" CHECK ("article_versions"."language" in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant'))
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "articles_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "articles_slug_once" UNIQUE("clinic_id","slug"),
	CONSTRAINT "articles_slug_plain" CHECK ("articles"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
ALTER TABLE "article_comments" ADD CONSTRAINT "article_comments_article_fk" FOREIGN KEY ("clinic_id","article_id") REFERENCES "public"."articles"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_comments" ADD CONSTRAINT "article_comments_member_fk" FOREIGN KEY ("clinic_id","approved_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_publications" ADD CONSTRAINT "article_publications_article_fk" FOREIGN KEY ("clinic_id","article_id") REFERENCES "public"."articles"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_publications" ADD CONSTRAINT "article_publications_version_fk" FOREIGN KEY ("clinic_id","version_id") REFERENCES "public"."article_versions"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_publications" ADD CONSTRAINT "article_publications_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_services" ADD CONSTRAINT "article_services_version_fk" FOREIGN KEY ("clinic_id","version_id") REFERENCES "public"."article_versions"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_services" ADD CONSTRAINT "article_services_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_article_fk" FOREIGN KEY ("clinic_id","article_id") REFERENCES "public"."articles"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_member_fk" FOREIGN KEY ("clinic_id","saved_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_comments_by_article" ON "article_comments" USING btree ("clinic_id","article_id","sent_at");--> statement-breakpoint
CREATE INDEX "article_comments_waiting" ON "article_comments" USING btree ("clinic_id","sent_at") WHERE "article_comments"."approved_at" is null;--> statement-breakpoint
CREATE INDEX "article_publications_latest" ON "article_publications" USING btree ("clinic_id","article_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "article_versions_words" ON "article_versions" USING gin ("words");
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['articles', 'article_versions', 'article_services', 'article_publications', 'article_comments'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_clinic on %I using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
         with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', t);
    execute format('grant select, insert on %I to taper_app, taper_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- A comment is let through, or goes for good; what it said cannot be changed.
grant update (approved_at, approved_by), delete on article_comments to taper_app;
