import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { id, moment } from './columns.ts'

/** Events that a verb wrote in its own transaction and the relay has yet to publish, or has published lately. */
export const outbox = pgTable(
  'outbox',
  {
    position: bigserial('position', { mode: 'number' }).primaryKey(),
    eventId: uuid('event_id').notNull().unique(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    occurredAt: moment('occurred_at').notNull(),
    requestId: text('request_id').notNull(),
    publishedAt: moment('published_at'),
  },
  (table) => [
    index('outbox_unpublished_idx')
      .on(table.position)
      .where(sql`${table.publishedAt} is null`),
  ],
)

export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    at: moment('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
    requestId: text('request_id').notNull(),
  },
  (table) => [
    index('audit_entries_subject_idx').on(table.subjectType, table.subjectId, table.at),
    index('audit_entries_at_idx').on(table.at),
    index('audit_entries_actor_idx').on(table.actor, table.at),
    index('audit_entries_action_idx').on(table.action, table.at),
  ],
)

export type JobError = {
  code: string
  message: string
  params?: Record<string, string | number>
  retryable: boolean
}

/**
 * One run of a job from enqueueing to its end, whatever Redis remembers. `fencingToken` grows each time a
 * worker takes the run; a write that carries an older token is refused.
 */
export const jobRuns = pgTable(
  'job_runs',
  {
    id: id(),
    name: text('name').notNull(),
    queue: text('queue').notNull(),
    payload: jsonb('payload').notNull(),
    /** Same key, same work: a second enqueue while the first is open gives the first. */
    dedupeKey: text('dedupe_key'),
    subjectType: text('subject_type'),
    subjectId: text('subject_id'),
    priority: integer('priority').notNull().default(0),
    state: text('state', {
      enum: ['queued', 'active', 'retrying', 'parked', 'completed', 'dead', 'cancelled', 'discarded'],
    }).notNull(),
    attempt: integer('attempt').notNull().default(0),
    maxAttempts: integer('max_attempts').notNull(),
    fencingToken: bigint('fencing_token', { mode: 'number' }).notNull().default(0),
    progress: jsonb('progress').$type<Record<string, unknown>>().notNull().default({}),
    error: jsonb('error').$type<JobError>(),
    workerId: text('worker_id'),
    cancelRequestedAt: moment('cancel_requested_at'),
    createdAt: moment('created_at').notNull(),
    availableAt: moment('available_at').notNull(),
    /** How often the run was put into its Redis queue: an older delivery that turns up late is dropped. */
    delivery: integer('delivery').notNull().default(0),
    /** When the dispatcher last put the run into its Redis queue; null asks it to. */
    dispatchedAt: moment('dispatched_at'),
    startedAt: moment('started_at'),
    progressedAt: moment('progressed_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('job_runs_state_idx').on(table.state, table.queue, table.createdAt),
    index('job_runs_subject_idx').on(table.subjectType, table.subjectId, table.createdAt),
    uniqueIndex('job_runs_open_dedupe_key')
      .on(table.name, table.dedupeKey)
      .where(sql`${table.state} in ('queued', 'active', 'retrying', 'parked')`),
    index('job_runs_undispatched_idx')
      .on(table.availableAt)
      .where(sql`${table.state} in ('queued', 'retrying') and ${table.dispatchedAt} is null`),
  ],
)

/** Queues from which no worker takes anything until somebody resumes them. */
export const queuePauses = pgTable('queue_pauses', {
  queue: text('queue').primaryKey(),
  pausedBy: text('paused_by').notNull(),
  pausedAt: moment('paused_at').notNull(),
})
