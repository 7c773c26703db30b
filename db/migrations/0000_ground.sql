CREATE TABLE "appointment_facts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"member_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"by_whom" text,
	"late" boolean,
	CONSTRAINT "appointment_facts_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "appointment_resources" (
	"clinic_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"during" "tstzrange" NOT NULL,
	"live" boolean NOT NULL,
	"lane" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "appointment_resources_pk" PRIMARY KEY("clinic_id","appointment_id","resource_id"),
	CONSTRAINT "appointment_resources_during_is" CHECK ("appointment_resources"."during" = tstzrange("appointment_resources"."starts_at", "appointment_resources"."ends_at"))
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"chain_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"patient_id" uuid,
	"episode_id" uuid,
	"visit_id" uuid,
	"screen_id" uuid,
	"status" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"buffer_before_min" integer NOT NULL,
	"buffer_after_min" integer NOT NULL,
	"during" "tstzrange" NOT NULL,
	"busy_after" "tstzrange" NOT NULL,
	"busy_before" "tstzrange" NOT NULL,
	"lane" integer DEFAULT 0 NOT NULL,
	"overbook_reason" text,
	"wall_start" timestamp(0) NOT NULL,
	"time_zone" text NOT NULL,
	"hold_expires_at" timestamp (3) with time zone,
	"hold_key" text,
	"review_required" boolean DEFAULT false NOT NULL,
	"booked_via" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_code" text NOT NULL,
	"currency" text NOT NULL,
	"patient_minor" bigint NOT NULL,
	"payer" text NOT NULL,
	"policy" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "appointments_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "appointments_sequence_once" UNIQUE("clinic_id","chain_id","sequence"),
	CONSTRAINT "appointments_status_known" CHECK ("appointments"."status" in ('held', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'expired')),
	CONSTRAINT "appointments_order" CHECK ("appointments"."starts_at" < "appointments"."ends_at"),
	CONSTRAINT "appointments_hold_has_end" CHECK ("appointments"."status" <> 'held' or "appointments"."hold_expires_at" is not null),
	CONSTRAINT "appointments_patient_known" CHECK ("appointments"."status" in ('held', 'expired', 'cancelled') or "appointments"."patient_id" is not null),
	CONSTRAINT "appointments_lane_explained" CHECK ("appointments"."lane" = 0 or "appointments"."overbook_reason" is not null),
	CONSTRAINT "appointments_during_is" CHECK ("appointments"."during" = tstzrange("appointments"."starts_at", "appointments"."ends_at")),
	CONSTRAINT "appointments_busy_after_is" CHECK ("appointments"."busy_after" = tstzrange("appointments"."starts_at", "appointments"."ends_at" + make_interval(mins => "appointments"."buffer_after_min"))),
	CONSTRAINT "appointments_busy_before_is" CHECK ("appointments"."busy_before" = tstzrange("appointments"."starts_at" - make_interval(mins => "appointments"."buffer_before_min"), "appointments"."ends_at"))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"clinic_id" uuid NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_pk" PRIMARY KEY("clinic_id","key")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"body" text NOT NULL,
	"amends_id" uuid,
	"signed_by" uuid NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notes_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_versions" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "calendar_versions_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "calendar_versions_once" UNIQUE("clinic_id")
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "closures_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "closures_order" CHECK ("closures"."starts_at" < "closures"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "disciplines" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"letter" text NOT NULL,
	"hue" integer NOT NULL,
	"deep" boolean NOT NULL,
	"profession" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "disciplines_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "disciplines_code_once" UNIQUE("clinic_id","code")
);
--> statement-breakpoint
CREATE TABLE "hour_overrides" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"on_date" date NOT NULL,
	"intervals" jsonb NOT NULL,
	CONSTRAINT "hour_overrides_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "hour_overrides_day_once" UNIQUE("clinic_id","practitioner_id","on_date")
);
--> statement-breakpoint
CREATE TABLE "licences" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"profession" text NOT NULL,
	"college" text NOT NULL,
	"number" text NOT NULL,
	"credentials" text[] NOT NULL,
	"restrictions" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	CONSTRAINT "licences_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"arrival" text DEFAULT '' NOT NULL,
	CONSTRAINT "locations_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"practitioner_id" uuid,
	"name" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "members_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "members_user_once" UNIQUE("clinic_id","user_id"),
	CONSTRAINT "members_role_known" CHECK ("members"."role" in ('practitioner', 'front_desk', 'clinical_lead', 'manager', 'owner'))
);
--> statement-breakpoint
CREATE TABLE "payer_rules" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payer" text NOT NULL,
	"discipline" text NOT NULL,
	"effective_from" date NOT NULL,
	"rule" jsonb NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "payer_rules_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "payer_rules_row_once" UNIQUE("clinic_id","payer","discipline","effective_from")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"min_notice_min" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"cancel_notice_hours" integer NOT NULL,
	"late_fee_minor" bigint NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"plan_deposit_minor" bigint NOT NULL,
	CONSTRAINT "policies_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "policies_day_once" UNIQUE("clinic_id","effective_from")
);
--> statement-breakpoint
CREATE TABLE "practitioner_services" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "practitioner_services_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "practitioner_services_once" UNIQUE("clinic_id","service_id","practitioner_id")
);
--> statement-breakpoint
CREATE TABLE "practitioners" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"pronouns" text DEFAULT '' NOT NULL,
	"gender" text DEFAULT '' NOT NULL,
	"languages" text[] NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"left_on" date,
	CONSTRAINT "practitioners_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "resources_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "scope_rules" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technique" text NOT NULL,
	"profession" text NOT NULL,
	"effective_from" date NOT NULL,
	"cell" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "scope_rules_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "scope_rules_row_once" UNIQUE("clinic_id","technique","profession","effective_from")
);
--> statement-breakpoint
CREATE TABLE "service_needs" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"qty" integer NOT NULL,
	CONSTRAINT "service_needs_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "service_needs_kind_once" UNIQUE("clinic_id","service_id","kind")
);
--> statement-breakpoint
CREATE TABLE "service_prices" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"price_minor" bigint NOT NULL,
	"tax_code" text NOT NULL,
	CONSTRAINT "service_prices_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "service_prices_day_once" UNIQUE("clinic_id","service_id","effective_from")
);
--> statement-breakpoint
CREATE TABLE "services" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"discipline_id" uuid NOT NULL,
	"name" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"duration_min" integer NOT NULL,
	"step_min" integer NOT NULL,
	"buffer_before_min" integer NOT NULL,
	"buffer_after_min" integer NOT NULL,
	"online" boolean NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "services_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "services_kind_known" CHECK ("services"."kind" in ('first', 'follow_up')),
	CONSTRAINT "services_lengths_sane" CHECK ("services"."duration_min" between 5 and 480 and "services"."step_min" between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "suppliers" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"gst_number" text,
	"gst_registered_from" date,
	CONSTRAINT "suppliers_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"profession" text NOT NULL,
	"supply" text NOT NULL,
	"code" text NOT NULL,
	"rate_bp" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "tax_rates_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "tax_rates_row_once" UNIQUE("clinic_id","profession","supply","effective_from")
);
--> statement-breakpoint
CREATE TABLE "time_off" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "time_off_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "time_off_order" CHECK ("time_off"."starts_at" < "time_off"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "weekly_hours" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"dow" integer NOT NULL,
	"start_min" integer NOT NULL,
	"end_min" integer NOT NULL,
	CONSTRAINT "weekly_hours_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "weekly_hours_sane" CHECK ("weekly_hours"."dow" between 0 and 6 and "weekly_hours"."start_min" >= 0 and "weekly_hours"."start_min" < "weekly_hours"."end_min" and "weekly_hours"."end_min" <= 1440)
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"clinic_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"deed" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"patient_id" uuid,
	"detail" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_pk" PRIMARY KEY("clinic_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"clinic_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_heads_pk" PRIMARY KEY("clinic_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"outbox_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"message_id" text NOT NULL,
	"appointment_id" uuid,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "messages_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "messages_outbox_once" UNIQUE("clinic_id","outbox_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"dedupe_key" text NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"outcome" text,
	"parked_at" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outbox_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "outbox_dedupe_once" UNIQUE("clinic_id","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "clinics" (
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"locale" text NOT NULL,
	"region" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"published" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "clinics_pk" PRIMARY KEY("id"),
	CONSTRAINT "clinics_slug_once" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "login_sessions" (
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"method" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "login_sessions_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text NOT NULL,
	"points" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rate_limits_pk" PRIMARY KEY("key")
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"account" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"clinic_id" uuid,
	"received_at" timestamp (3) with time zone NOT NULL,
	"applied_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_events_pk" PRIMARY KEY("account","event_id")
);
--> statement-breakpoint
CREATE TABLE "user_clinics" (
	"user_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	CONSTRAINT "user_clinics_pk" PRIMARY KEY("user_id","clinic_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_pk" PRIMARY KEY("id"),
	CONSTRAINT "users_email_once" UNIQUE("email"),
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "charges" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"chain_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"plan_id" uuid,
	"supplier_id" uuid NOT NULL,
	"payer" text NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_code" text NOT NULL,
	"currency" text NOT NULL,
	"service_on" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"waived_at" timestamp (3) with time zone,
	"waive_reason" text,
	CONSTRAINT "charges_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "charges_once" UNIQUE("clinic_id","appointment_id","kind","payer"),
	CONSTRAINT "charges_kind_known" CHECK ("charges"."kind" in ('visit', 'missed_visit_fee')),
	CONSTRAINT "charges_not_negative" CHECK ("charges"."net_minor" >= 0 and "charges"."tax_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "checkouts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"patient_id" uuid,
	"chain_id" uuid,
	"plan_id" uuid,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"params" jsonb NOT NULL,
	"stripe_session_id" text,
	"url" text,
	"status" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "checkouts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "checkouts_session_once" UNIQUE("clinic_id","stripe_session_id"),
	CONSTRAINT "checkouts_purpose_known" CHECK ("checkouts"."purpose" in ('appointment', 'plan', 'desk')),
	CONSTRAINT "checkouts_status_known" CHECK ("checkouts"."status" in ('creating', 'open', 'paid', 'expired', 'refunded_late', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"clinic_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "counters_pk" PRIMARY KEY("clinic_id","name")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"account" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"ref_id" uuid NOT NULL,
	"stripe_object_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ledger_entries_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "ledger_entries_once" UNIQUE("clinic_id","kind","ref_id","account")
);
--> statement-breakpoint
CREATE TABLE "payment_allocations" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_allocations_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "payment_allocations_positive" CHECK ("payment_allocations"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"chain_id" uuid,
	"plan_id" uuid,
	"method" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"checkout_id" uuid,
	"stripe_payment_intent_id" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid,
	CONSTRAINT "payments_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "payments_checkout_once" UNIQUE("clinic_id","checkout_id"),
	CONSTRAINT "payments_intent_once" UNIQUE("clinic_id","stripe_payment_intent_id"),
	CONSTRAINT "payments_positive" CHECK ("payments"."amount_minor" > 0),
	CONSTRAINT "payments_method_known" CHECK ("payments"."method" in ('stripe', 'cash', 'terminal', 'e_transfer', 'payer'))
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"patient_id" uuid NOT NULL,
	"charge_id" uuid,
	"payment_id" uuid,
	"body" jsonb NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid,
	CONSTRAINT "receipts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "receipts_number_once" UNIQUE("clinic_id","number"),
	CONSTRAINT "receipts_charge_once" UNIQUE("clinic_id","charge_id")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"stripe_refund_id" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"member_id" uuid,
	CONSTRAINT "refunds_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "refunds_stripe_once" UNIQUE("clinic_id","stripe_refund_id"),
	CONSTRAINT "refunds_positive" CHECK ("refunds"."amount_minor" > 0),
	CONSTRAINT "refunds_status_known" CHECK ("refunds"."status" in ('pending', 'succeeded', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "access_codes" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"browser_hash" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "access_codes_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_tasks" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"patient_id" uuid,
	"screen_id" uuid,
	"plan_id" uuid,
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	"reason" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"outcome" text,
	CONSTRAINT "call_tasks_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"answers" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "drafts_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "drafts_token_once" UNIQUE("clinic_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "episodes" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"condition" text NOT NULL,
	"onset" text NOT NULL,
	"payer" text NOT NULL,
	"crash_date" date,
	"claim_number" text,
	"plan_limits" jsonb,
	"started_on" date NOT NULL,
	"ended_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "episodes_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "episodes_payer_known" CHECK ("episodes"."payer" in ('self', 'icbc', 'worksafebc', 'msp', 'extended'))
);
--> statement-breakpoint
CREATE TABLE "patient_sessions" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "patient_sessions_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "patient_sessions_token_once" UNIQUE("clinic_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "patients" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"preferred_name" text,
	"birth_date" date,
	"email" text,
	"mobile" text,
	"guardian_name" text,
	"guardian_relation" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "patients_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "patients_email_lower" CHECK ("patients"."email" = lower("patients"."email"))
);
--> statement-breakpoint
CREATE TABLE "screen_reviews" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"screen_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "screen_reviews_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "screen_reviews_decision_known" CHECK ("screen_reviews"."decision" in ('released', 'kept'))
);
--> statement-breakpoint
CREATE TABLE "screens" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid,
	"draft_id" uuid,
	"version" text NOT NULL,
	"answers" jsonb NOT NULL,
	"signs" text[] NOT NULL,
	"unanswered" text[] NOT NULL,
	"tier" text NOT NULL,
	"asked_how" text NOT NULL,
	"asked_by" uuid,
	"answered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "screens_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "screens_tier_known" CHECK ("screens"."tier" in ('A', 'B', 'C', 'clear'))
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"episode_id" uuid NOT NULL,
	"practitioner_id" uuid NOT NULL,
	"muscles" text NOT NULL,
	"joints" text NOT NULL,
	"posture" text NOT NULL,
	"movement" text NOT NULL,
	"classification" text NOT NULL,
	"risk" text NOT NULL,
	"trigger_point_role" text NOT NULL,
	"maintaining_factors" text[] NOT NULL,
	"medical_assessment_on_file" boolean NOT NULL,
	"replaces_id" uuid,
	"assessed_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "assessments_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "assessments_role_known" CHECK ("assessments"."trigger_point_role" in ('primary', 'contributing', 'not_involved'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"plan_id" uuid,
	"purpose" text NOT NULL,
	"version" text NOT NULL,
	"signed_name" text NOT NULL,
	"signed_how" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	"member_id" uuid,
	CONSTRAINT "consents_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "phases" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"track_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"visits" integer NOT NULL,
	"target_gap" integer NOT NULL,
	"min_gap" integer NOT NULL,
	"max_gap" integer NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "phases_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "phases_position_once" UNIQUE("clinic_id","track_id","position"),
	CONSTRAINT "phases_gaps_ordered" CHECK (0 <= "phases"."min_gap" and "phases"."min_gap" <= "phases"."target_gap" and "phases"."target_gap" <= "phases"."max_gap")
);
--> statement-breakpoint
CREATE TABLE "plan_facts" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"from_date" date,
	"to_date" date,
	"actor_kind" text NOT NULL,
	"member_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"figures" jsonb,
	CONSTRAINT "plan_facts_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "plan_templates" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"body" jsonb NOT NULL,
	"effective_from" date NOT NULL,
	CONSTRAINT "plan_templates_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "plan_templates_version_once" UNIQUE("clinic_id","code","version")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"episode_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"lead_practitioner_id" uuid NOT NULL,
	"status" text NOT NULL,
	"start_on" date NOT NULL,
	"reassess" jsonb NOT NULL,
	"preferences" jsonb NOT NULL,
	"strands" text[] NOT NULL,
	"techniques" text[] NOT NULL,
	"template_reason" text DEFAULT '' NOT NULL,
	"reflow_policy" text NOT NULL,
	"text_version" text NOT NULL,
	"currency" text NOT NULL,
	"pay_choice" text,
	"deposit_minor" bigint NOT NULL,
	"offered_at" timestamp (3) with time zone,
	"offer_expires_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"activated_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "plans_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "plans_status_known" CHECK ("plans"."status" in ('draft', 'offered', 'active', 'on_hold', 'completed', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"episode_id" uuid NOT NULL,
	"instrument" text NOT NULL,
	"instrument_version" text NOT NULL,
	"value" numeric(8, 2) NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"author_kind" text NOT NULL,
	"member_id" uuid,
	"replaces_id" uuid,
	CONSTRAINT "scores_pk" PRIMARY KEY("clinic_id","id")
);
--> statement-breakpoint
CREATE TABLE "tracks" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"discipline_id" uuid NOT NULL,
	"deep" boolean NOT NULL,
	"primary_practitioner_id" uuid,
	"position" integer NOT NULL,
	CONSTRAINT "tracks_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "tracks_position_once" UNIQUE("clinic_id","plan_id","position")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"clinic_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"track_id" uuid NOT NULL,
	"phase_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"target_on" date NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"provisional" boolean NOT NULL,
	"payer" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"payer_minor" bigint NOT NULL,
	"patient_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_code" text NOT NULL,
	"dropped_at" timestamp (3) with time zone,
	"drop_reason" text,
	CONSTRAINT "visits_pk" PRIMARY KEY("clinic_id","id"),
	CONSTRAINT "visits_number_once" UNIQUE("clinic_id","track_id","number"),
	CONSTRAINT "visits_window_ordered" CHECK ("visits"."window_from" <= "visits"."target_on" and "visits"."target_on" <= "visits"."window_to")
);
--> statement-breakpoint
ALTER TABLE "appointment_facts" ADD CONSTRAINT "appointment_facts_booking_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_facts" ADD CONSTRAINT "appointment_facts_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_resources" ADD CONSTRAINT "appointment_resources_booking_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_resources" ADD CONSTRAINT "appointment_resources_unit_fk" FOREIGN KEY ("clinic_id","resource_id") REFERENCES "public"."resources"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_location_fk" FOREIGN KEY ("clinic_id","location_id") REFERENCES "public"."locations"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_episode_fk" FOREIGN KEY ("clinic_id","episode_id") REFERENCES "public"."episodes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_visit_fk" FOREIGN KEY ("clinic_id","visit_id") REFERENCES "public"."visits"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_screen_fk" FOREIGN KEY ("clinic_id","screen_id") REFERENCES "public"."screens"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_chain_fk" FOREIGN KEY ("clinic_id","chain_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_booking_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_member_fk" FOREIGN KEY ("clinic_id","signed_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_amends_fk" FOREIGN KEY ("clinic_id","amends_id") REFERENCES "public"."notes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_versions" ADD CONSTRAINT "calendar_versions_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closures" ADD CONSTRAINT "closures_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disciplines" ADD CONSTRAINT "disciplines_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_overrides" ADD CONSTRAINT "hour_overrides_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payer_rules" ADD CONSTRAINT "payer_rules_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practitioner_services" ADD CONSTRAINT "practitioner_services_person_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practitioner_services" ADD CONSTRAINT "practitioner_services_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practitioners" ADD CONSTRAINT "practitioners_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practitioners" ADD CONSTRAINT "practitioners_supplier_fk" FOREIGN KEY ("clinic_id","supplier_id") REFERENCES "public"."suppliers"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_location_fk" FOREIGN KEY ("clinic_id","location_id") REFERENCES "public"."locations"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope_rules" ADD CONSTRAINT "scope_rules_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_needs" ADD CONSTRAINT "service_needs_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_prices" ADD CONSTRAINT "service_prices_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_discipline_fk" FOREIGN KEY ("clinic_id","discipline_id") REFERENCES "public"."disciplines"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppliers" ADD CONSTRAINT "suppliers_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_hours" ADD CONSTRAINT "weekly_hours_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_hours" ADD CONSTRAINT "weekly_hours_location_fk" FOREIGN KEY ("clinic_id","location_id") REFERENCES "public"."locations"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_outbox_fk" FOREIGN KEY ("clinic_id","outbox_id") REFERENCES "public"."outbox"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_clinics" ADD CONSTRAINT "user_clinics_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_chain_fk" FOREIGN KEY ("clinic_id","chain_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_booking_fk" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_supplier_fk" FOREIGN KEY ("clinic_id","supplier_id") REFERENCES "public"."suppliers"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_chain_fk" FOREIGN KEY ("clinic_id","chain_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_payment_fk" FOREIGN KEY ("clinic_id","payment_id") REFERENCES "public"."payments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_charge_fk" FOREIGN KEY ("clinic_id","charge_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_chain_fk" FOREIGN KEY ("clinic_id","chain_id") REFERENCES "public"."appointments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_checkout_fk" FOREIGN KEY ("clinic_id","checkout_id") REFERENCES "public"."checkouts"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_charge_fk" FOREIGN KEY ("clinic_id","charge_id") REFERENCES "public"."charges"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_payment_fk" FOREIGN KEY ("clinic_id","payment_id") REFERENCES "public"."payments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_fk" FOREIGN KEY ("clinic_id","payment_id") REFERENCES "public"."payments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_codes" ADD CONSTRAINT "access_codes_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_screen_fk" FOREIGN KEY ("clinic_id","screen_id") REFERENCES "public"."screens"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_closer_fk" FOREIGN KEY ("clinic_id","closed_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "episodes" ADD CONSTRAINT "episodes_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_sessions" ADD CONSTRAINT "patient_sessions_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients" ADD CONSTRAINT "patients_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_reviews" ADD CONSTRAINT "screen_reviews_screen_fk" FOREIGN KEY ("clinic_id","screen_id") REFERENCES "public"."screens"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_reviews" ADD CONSTRAINT "screen_reviews_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screens" ADD CONSTRAINT "screens_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screens" ADD CONSTRAINT "screens_member_fk" FOREIGN KEY ("clinic_id","asked_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_episode_fk" FOREIGN KEY ("clinic_id","episode_id") REFERENCES "public"."episodes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_practitioner_fk" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_replaces_fk" FOREIGN KEY ("clinic_id","replaces_id") REFERENCES "public"."assessments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phases" ADD CONSTRAINT "phases_track_fk" FOREIGN KEY ("clinic_id","track_id") REFERENCES "public"."tracks"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phases" ADD CONSTRAINT "phases_service_fk" FOREIGN KEY ("clinic_id","service_id") REFERENCES "public"."services"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_facts" ADD CONSTRAINT "plan_facts_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_facts" ADD CONSTRAINT "plan_facts_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_templates" ADD CONSTRAINT "plan_templates_of_clinic" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_episode_fk" FOREIGN KEY ("clinic_id","episode_id") REFERENCES "public"."episodes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_assessment_fk" FOREIGN KEY ("clinic_id","assessment_id") REFERENCES "public"."assessments"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_template_fk" FOREIGN KEY ("clinic_id","template_id") REFERENCES "public"."plan_templates"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_lead_fk" FOREIGN KEY ("clinic_id","lead_practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_author_fk" FOREIGN KEY ("clinic_id","created_by") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_patient_fk" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "public"."patients"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_episode_fk" FOREIGN KEY ("clinic_id","episode_id") REFERENCES "public"."episodes"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_member_fk" FOREIGN KEY ("clinic_id","member_id") REFERENCES "public"."members"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_replaces_fk" FOREIGN KEY ("clinic_id","replaces_id") REFERENCES "public"."scores"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_discipline_fk" FOREIGN KEY ("clinic_id","discipline_id") REFERENCES "public"."disciplines"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_primary_fk" FOREIGN KEY ("clinic_id","primary_practitioner_id") REFERENCES "public"."practitioners"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_plan_fk" FOREIGN KEY ("clinic_id","plan_id") REFERENCES "public"."plans"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_track_fk" FOREIGN KEY ("clinic_id","track_id") REFERENCES "public"."tracks"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_phase_fk" FOREIGN KEY ("clinic_id","phase_id") REFERENCES "public"."phases"("clinic_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_facts_by_booking" ON "appointment_facts" USING btree ("clinic_id","appointment_id","at");--> statement-breakpoint
CREATE INDEX "appointment_resources_by_start" ON "appointment_resources" USING btree ("clinic_id","starts_at") WHERE "appointment_resources"."live";--> statement-breakpoint
CREATE INDEX "appointments_by_practitioner" ON "appointments" USING btree ("clinic_id","practitioner_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointments_by_start" ON "appointments" USING btree ("clinic_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointments_by_patient" ON "appointments" USING btree ("clinic_id","patient_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointments_by_chain" ON "appointments" USING btree ("clinic_id","chain_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_visit_live_once" ON "appointments" USING btree ("clinic_id","visit_id") WHERE "appointments"."visit_id" is not null and "appointments"."status" in ('held', 'booked', 'arrived', 'fulfilled');--> statement-breakpoint
CREATE INDEX "notes_by_patient" ON "notes" USING btree ("clinic_id","patient_id","signed_at");--> statement-breakpoint
CREATE INDEX "closures_by_start" ON "closures" USING btree ("clinic_id","starts_at");--> statement-breakpoint
CREATE INDEX "licences_by_practitioner" ON "licences" USING btree ("clinic_id","practitioner_id");--> statement-breakpoint
CREATE INDEX "time_off_by_practitioner" ON "time_off" USING btree ("clinic_id","practitioner_id","starts_at");--> statement-breakpoint
CREATE INDEX "weekly_hours_by_practitioner" ON "weekly_hours" USING btree ("clinic_id","practitioner_id");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit" USING btree ("clinic_id","subject_id");--> statement-breakpoint
CREATE INDEX "audit_by_patient" ON "audit" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("run_at") WHERE "outbox"."done_at" is null and "outbox"."parked_at" is null;--> statement-breakpoint
CREATE INDEX "login_sessions_by_user" ON "login_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "stripe_events_by_object" ON "stripe_events" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "charges_by_patient" ON "charges" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "checkouts_by_chain" ON "checkouts" USING btree ("clinic_id","chain_id");--> statement-breakpoint
CREATE INDEX "checkouts_by_plan" ON "checkouts" USING btree ("clinic_id","plan_id");--> statement-breakpoint
CREATE INDEX "checkouts_waiting" ON "checkouts" USING btree ("clinic_id","expires_at") WHERE "checkouts"."status" in ('creating', 'open');--> statement-breakpoint
CREATE INDEX "ledger_entries_by_transaction" ON "ledger_entries" USING btree ("clinic_id","transaction_id");--> statement-breakpoint
CREATE INDEX "payment_allocations_by_payment" ON "payment_allocations" USING btree ("clinic_id","payment_id");--> statement-breakpoint
CREATE INDEX "payment_allocations_by_charge" ON "payment_allocations" USING btree ("clinic_id","charge_id");--> statement-breakpoint
CREATE INDEX "payments_by_patient" ON "payments" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "payments_by_chain" ON "payments" USING btree ("clinic_id","chain_id");--> statement-breakpoint
CREATE INDEX "payments_by_plan" ON "payments" USING btree ("clinic_id","plan_id");--> statement-breakpoint
CREATE INDEX "refunds_by_payment" ON "refunds" USING btree ("clinic_id","payment_id");--> statement-breakpoint
CREATE INDEX "access_codes_by_patient" ON "access_codes" USING btree ("clinic_id","patient_id","expires_at");--> statement-breakpoint
CREATE INDEX "call_tasks_open" ON "call_tasks" USING btree ("clinic_id","due_at") WHERE "call_tasks"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "episodes_by_patient" ON "episodes" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "patients_by_email" ON "patients" USING btree ("clinic_id","email");--> statement-breakpoint
CREATE INDEX "patients_by_mobile" ON "patients" USING btree ("clinic_id","mobile");--> statement-breakpoint
CREATE INDEX "patients_by_name" ON "patients" USING btree ("clinic_id",lower("name"));--> statement-breakpoint
CREATE INDEX "screen_reviews_by_screen" ON "screen_reviews" USING btree ("clinic_id","screen_id");--> statement-breakpoint
CREATE INDEX "screens_by_patient" ON "screens" USING btree ("clinic_id","patient_id","answered_at");--> statement-breakpoint
CREATE INDEX "screens_by_draft" ON "screens" USING btree ("clinic_id","draft_id");--> statement-breakpoint
CREATE INDEX "assessments_by_episode" ON "assessments" USING btree ("clinic_id","episode_id","assessed_at");--> statement-breakpoint
CREATE INDEX "consents_by_patient" ON "consents" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "plan_facts_by_plan" ON "plan_facts" USING btree ("clinic_id","plan_id","at");--> statement-breakpoint
CREATE INDEX "plans_by_patient" ON "plans" USING btree ("clinic_id","patient_id");--> statement-breakpoint
CREATE INDEX "plans_by_status" ON "plans" USING btree ("clinic_id","status");--> statement-breakpoint
CREATE INDEX "scores_by_episode" ON "scores" USING btree ("clinic_id","episode_id","instrument","taken_at");--> statement-breakpoint
CREATE INDEX "visits_by_plan" ON "visits" USING btree ("clinic_id","plan_id");