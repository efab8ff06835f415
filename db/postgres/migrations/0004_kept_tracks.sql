ALTER TABLE "versions" ADD COLUMN "tracks_from" uuid;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "plan" jsonb;