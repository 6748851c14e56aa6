CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"broadcast_id" uuid NOT NULL,
	"submitter_id" text NOT NULL,
	"submitter_name" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"fingerprint" text NOT NULL,
	"decision" text,
	"decider_id" text,
	"decider_name" text,
	"decided_at" timestamp with time zone,
	"reason" text,
	"reviewer_name" text,
	"reviewed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "broadcasts" ALTER COLUMN "rate" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "approved_as" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_broadcast" ON "approvals" USING btree ("broadcast_id","submitted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_open" ON "approvals" USING btree ("broadcast_id") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "approvals_unreviewed" ON "approvals" USING btree ("decided_at") WHERE decision = 'bypassed' and reviewed_at is null;