ALTER TABLE "notices" ADD COLUMN "mail_to" text[];--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD COLUMN "inviter_id" text;