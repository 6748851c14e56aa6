CREATE TABLE "mail_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"raw" "bytea" NOT NULL,
	"envelope" jsonb,
	"auth" jsonb,
	"expected" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_sources" ADD COLUMN "guards" jsonb;