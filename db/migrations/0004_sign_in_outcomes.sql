ALTER TABLE "sign_in_attempts" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sign_in_attempts" ADD COLUMN "outcome" text;--> statement-breakpoint
UPDATE "sign_in_attempts" SET "outcome" = CASE WHEN "succeeded" THEN 'signed_in' ELSE 'password_wrong' END;--> statement-breakpoint
ALTER TABLE "sign_in_attempts" ALTER COLUMN "outcome" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "device" text;--> statement-breakpoint
CREATE INDEX "sign_in_attempts_at" ON "sign_in_attempts" USING btree ("at","id");