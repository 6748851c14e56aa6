CREATE TABLE "written_heads" (
	"database" text PRIMARY KEY NOT NULL,
	"head" jsonb NOT NULL
);
