ALTER TABLE "payments" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
-- When is not known any more; that it was, is.
UPDATE "payments" SET "cancelled_at" = "created_at" WHERE "state" = 'cancelled';
