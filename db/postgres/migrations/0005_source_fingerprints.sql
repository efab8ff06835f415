ALTER TABLE "sources" ADD COLUMN "fingerprint" text;--> statement-breakpoint
CREATE INDEX "sources_fingerprint_idx" ON "sources" USING btree ("fingerprint");