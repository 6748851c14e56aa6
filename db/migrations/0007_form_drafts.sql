CREATE TABLE "form_drafts" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"revision" uuid NOT NULL,
	"base_version" integer NOT NULL,
	"questions" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "form_versions" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "form_versions" ADD COLUMN "changes" text[] DEFAULT '{}' NOT NULL;