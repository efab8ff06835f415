ALTER TABLE "account_requests" ADD COLUMN "device_hash" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "registered_device_hash" text;