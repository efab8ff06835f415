ALTER TABLE "uploads" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "received_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "sources_storage_key_idx" ON "sources" USING btree ("storage_key");