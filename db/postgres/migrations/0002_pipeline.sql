CREATE TABLE "encode_chunks" (
	"version_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"kind" text NOT NULL,
	"first_frame" integer NOT NULL,
	"frames" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"job_run_id" uuid,
	"storage_prefix" text,
	"took_ms" integer,
	"finished_at" timestamp with time zone,
	CONSTRAINT "encode_chunks_version_id_index_pk" PRIMARY KEY("version_id","index")
);
--> statement-breakpoint
CREATE TABLE "external_encodes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"service" text NOT NULL,
	"request_key" text NOT NULL,
	"external_id" text,
	"state" text NOT NULL,
	"percent" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "external_encodes_request_key_unique" UNIQUE("request_key")
);
--> statement-breakpoint
CREATE TABLE "subtitle_drafts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"source_id" uuid NOT NULL,
	"stream_index" integer NOT NULL,
	"language" text NOT NULL,
	"title" text,
	"forced" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"cues" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error" jsonb,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subtitle_drafts_stream_key" UNIQUE("source_id","stream_index")
);
--> statement-breakpoint
CREATE TABLE "queue_pauses" (
	"queue" text PRIMARY KEY NOT NULL,
	"paused_by" text NOT NULL,
	"paused_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "sha256" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "sha256" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "needed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "encode_chunks" ADD CONSTRAINT "encode_chunks_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_encodes" ADD CONSTRAINT "external_encodes_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subtitle_drafts" ADD CONSTRAINT "subtitle_drafts_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "external_encodes_external_key" ON "external_encodes" USING btree ("service","external_id");--> statement-breakpoint
CREATE INDEX "sources_sha256_idx" ON "sources" USING btree ("sha256","size_bytes");