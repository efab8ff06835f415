DROP INDEX "job_runs_undispatched_idx";--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "delivery" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "job_runs_undispatched_idx" ON "job_runs" USING btree ("available_at") WHERE "job_runs"."state" in ('queued', 'retrying') and "job_runs"."dispatched_at" is null;