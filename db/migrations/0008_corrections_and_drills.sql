ALTER TABLE "broadcasts" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "drill" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "broadcasts_corrects" ON "broadcasts" USING btree ("corrects_id") WHERE corrects_id is not null;