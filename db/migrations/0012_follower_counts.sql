CREATE TABLE "follower_counts" (
	"day" date PRIMARY KEY NOT NULL,
	"friends" integer NOT NULL,
	"registered" integer NOT NULL,
	"blocked" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follower_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" text NOT NULL,
	"sofar" integer DEFAULT 0 NOT NULL,
	"next" text,
	"finished_at" timestamp with time zone,
	"problem" text
);
