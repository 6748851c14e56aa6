CREATE TABLE "departments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "departments_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "permissions" jsonb;--> statement-breakpoint
UPDATE "api_tokens" SET "permissions" = (SELECT jsonb_object_agg(feature, "permission") FROM unnest(ARRAY['broadcasts','segments','form','richMenus','mail','analytics','staff','settings','activity']) AS feature);--> statement-breakpoint
ALTER TABLE "api_tokens" ALTER COLUMN "permissions" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "permissions" jsonb;--> statement-breakpoint
UPDATE "staff" SET "permissions" = (SELECT jsonb_object_agg(feature, "permission") FROM unnest(ARRAY['broadcasts','segments','form','richMenus','mail','analytics','staff','settings','activity']) AS feature);--> statement-breakpoint
ALTER TABLE "staff" ALTER COLUMN "permissions" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" DROP COLUMN "permission";--> statement-breakpoint
ALTER TABLE "staff" DROP COLUMN "permission";