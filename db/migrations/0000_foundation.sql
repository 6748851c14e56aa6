CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"stamp" text DEFAULT '' NOT NULL,
	"seq" bigint,
	"prev_hash" text,
	"hash" text,
	CONSTRAINT "activities_seq_unique" UNIQUE("seq")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"messages" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"lane" text NOT NULL,
	"source" text NOT NULL,
	"source_name" text,
	"aggregation_unit" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"scheduled_for" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"paused_reason" text,
	"audience_count" integer,
	"rate" integer,
	"frozen" boolean DEFAULT false NOT NULL,
	"freeze_rule" jsonb,
	"freeze_cursor" bigint DEFAULT 0 NOT NULL,
	"freeze_until" bigint
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"broadcast_id" uuid NOT NULL,
	"call" text NOT NULL,
	"lane" text NOT NULL,
	"status" text NOT NULL,
	"retry_key" uuid NOT NULL,
	"recipients" text array storage external,
	"recipient_count" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_attempt_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"status_code" integer,
	"request_id" text,
	"error" text,
	CONSTRAINT "deliveries_retryKey_unique" UNIQUE("retry_key")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"token" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook_event_id" text NOT NULL,
	"call_id" uuid NOT NULL,
	"type" text NOT NULL,
	"message_id" text,
	"line_user_id" text,
	"redelivered" boolean DEFAULT false NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"body" "bytea",
	"state" text NOT NULL,
	"reason" text,
	"handled_at" timestamp with time zone,
	CONSTRAINT "events_webhookEventId_unique" UNIQUE("webhook_event_id")
);
--> statement-breakpoint
CREATE TABLE "forwardings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "forwardings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"call_id" uuid NOT NULL,
	"destination" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_for" timestamp with time zone NOT NULL,
	"until_for" timestamp with time zone NOT NULL,
	"posted_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"status_code" integer,
	"took_ms" integer,
	"reason" text,
	CONSTRAINT "forwardings_once" UNIQUE("call_id","destination")
);
--> statement-breakpoint
CREATE TABLE "taps" (
	"name" text NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "taps_day_name_pk" PRIMARY KEY("day","name")
);
--> statement-breakpoint
CREATE TABLE "webhook_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"signature" text NOT NULL,
	"content_type" text NOT NULL,
	"raw" "bytea"
);
--> statement-breakpoint
CREATE TABLE "followers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "followers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"line_user_id" text NOT NULL,
	"friend" boolean DEFAULT false NOT NULL,
	"invalid" boolean DEFAULT false NOT NULL,
	"picks" integer[] DEFAULT '{}' NOT NULL,
	"registered_at" timestamp with time zone,
	"friend_changed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "followers_lineUserId_unique" UNIQUE("line_user_id")
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"follower_id" bigint PRIMARY KEY NOT NULL,
	"answers" jsonb NOT NULL,
	"form_version" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"questions" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "options" (
	"id" serial PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"row" text DEFAULT '' NOT NULL,
	"choice" text DEFAULT '' NOT NULL,
	"number" double precision,
	CONSTRAINT "options_meaning" UNIQUE NULLS NOT DISTINCT("question","row","choice","number")
);
--> statement-breakpoint
CREATE TABLE "mail_rules" (
	"key" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"retired" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_sources" (
	"name" text PRIMARY KEY NOT NULL,
	"paused_reason" text,
	"drill" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"message_id" text,
	"content_hash" text,
	"identity" text NOT NULL,
	"raw" "bytea" NOT NULL,
	"envelope" jsonb,
	"auth" jsonb,
	"reading" "bytea",
	"rule" text,
	"source" text,
	"lane" text,
	"broadcast_id" uuid,
	"held_by" text,
	"drill" boolean DEFAULT false NOT NULL,
	"sent_hash" text,
	"clash_words" text[] DEFAULT '{}' NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "mails_identity_unique" UNIQUE("identity")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"title" text NOT NULL,
	"advice" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"told" text[] DEFAULT '{}' NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"last_raised_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"day" text PRIMARY KEY NOT NULL,
	"accepted" integer NOT NULL,
	"counted_by_line" integer NOT NULL,
	"checked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_recipient_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"expires_for" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_recipients" (
	"line_user_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"of_profile" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lock_key" integer NOT NULL,
	"queue_worker_ids" text[] NOT NULL,
	"started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"permission" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"email" text NOT NULL,
	"address" text,
	"succeeded" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"permission" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"address" text
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_call_id_webhook_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."webhook_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forwardings" ADD CONSTRAINT "forwardings_call_id_webhook_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."webhook_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_follower_id_followers_id_fk" FOREIGN KEY ("follower_id") REFERENCES "public"."followers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_at" ON "activities" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "activities_action" ON "activities" USING btree ("action","at");--> statement-breakpoint
CREATE INDEX "activities_waiting" ON "activities" USING btree ("at","id") WHERE "activities"."seq" is null;--> statement-breakpoint
CREATE INDEX "broadcasts_status" ON "broadcasts" USING btree ("status");--> statement-breakpoint
CREATE INDEX "broadcasts_created" ON "broadcasts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "deliveries_broadcast" ON "deliveries" USING btree ("broadcast_id","status");--> statement-breakpoint
CREATE INDEX "deliveries_open" ON "deliveries" USING btree ("broadcast_id","id") WHERE status in ('pending', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_key" ON "idempotency_keys" USING btree ("token","key");--> statement-breakpoint
CREATE INDEX "events_state" ON "events" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "events_call" ON "events" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "events_message" ON "events" USING btree ("message_id") WHERE "events"."message_id" is not null;--> statement-breakpoint
CREATE INDEX "forwardings_open" ON "forwardings" USING btree ("state","destination","id") WHERE "forwardings"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "webhook_calls_received" ON "webhook_calls" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "followers_picks" ON "followers" USING gin ("picks");--> statement-breakpoint
CREATE INDEX "mails_received" ON "mails" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "mails_message_id" ON "mails" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "mails_content" ON "mails" USING btree ("content_hash");--> statement-breakpoint
CREATE INDEX "mails_source" ON "mails" USING btree ("source","handled_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_email" ON "sign_in_attempts" USING btree ("email","at");--> statement-breakpoint
CREATE INDEX "staff_sessions_staff" ON "staff_sessions" USING btree ("staff_id");