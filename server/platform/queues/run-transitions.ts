import { and, eq, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { JobError } from '#db/postgres/schema/platform.ts'
import { now } from '../clock/clock.ts'
import { systemContext } from '../context/context.ts'
import { AppError } from '../errors/app-error.ts'
import { recordEvent } from '../outbox/record-event.ts'
import { inTransaction, type Transaction } from '../postgres/postgres.ts'
import { wakeDispatchers } from './channels.ts'
import { jobRunCancelled, jobRunDied } from './events.ts'
import type { JobRunRow } from './job-run-dto.ts'
import type { JobProgress } from './job-handler.ts'
import { inOpenQueue, isQueuePaused } from './queue-pause.repository.ts'
import { isOpen, openStates } from './schemas.ts'

/** The right to write for a run: whoever takes it later has a higher token and this one counts no more. */
export type Hold = { runId: string; token: number }

export type Take =
  | { outcome: 'taken'; run: JobRunRow; hold: Hold }
  /** An older delivery, or one of a run that has ended. */
  | { outcome: 'stale' }
  | { outcome: 'ended'; run: JobRunRow }
  /** Its queue is paused: it waits in PostgreSQL, in its old place, for the queue to go on. */
  | { outcome: 'put-back'; run: JobRunRow }

const workerLost: JobError = {
  code: 'job.worker-lost',
  message: 'The worker ended or hung in the midst of the run, each time it was tried.',
  retryable: false,
}

/**
 * Takes a delivered run for a worker with the next fencing token. A run that is already active was delivered
 * again because its worker stopped renewing its lock: that attempt is spent.
 */
export function takeRun(delivered: { runId: string; delivery: number }, workerId: string): Promise<Take> {
  return inTransaction(async (tx) => {
    const [run] = await tx.select().from(jobRuns).where(eq(jobRuns.id, delivered.runId)).for('update')
    if (!run || !isCurrent(run, delivered.delivery)) return { outcome: 'stale' }
    if (run.cancelRequestedAt) return { outcome: 'ended', run: await endCancelled(tx, run) }
    if (run.state === 'active' && run.attempt >= run.maxAttempts) {
      return { outcome: 'ended', run: await endDead(tx, run, workerLost) }
    }
    if (await isQueuePaused(tx, run.queue)) {
      const waiting = { state: 'queued' as const, workerId: null, dispatchedAt: null }
      return { outcome: 'put-back', run: await changed(tx, run, waiting) }
    }
    const taken = await change(tx, eq(jobRuns.id, run.id), {
      state: 'active',
      attempt: run.attempt + 1,
      fencingToken: run.fencingToken + 1,
      workerId,
      startedAt: now(),
      progressedAt: now(),
    })
    if (!taken) return { outcome: 'stale' }
    return { outcome: 'taken', run: taken, hold: { runId: taken.id, token: taken.fencingToken } }
  })
}

/** Marks the run done; null when another worker has taken it since. */
export function completeRun(hold: Hold): Promise<JobRunRow | null> {
  return inTransaction((tx) =>
    change(tx, held(hold), { state: 'completed', error: null, workerId: null, finishedAt: now() }),
  )
}

/** Puts the run aside until its next try. */
export function retryRun(hold: Hold, error: JobError, delayMs: number): Promise<JobRunRow | null> {
  return inTransaction(async (tx) => {
    const [before] = await tx.select().from(jobRuns).where(held(hold)).for('update')
    if (before?.cancelRequestedAt) return endCancelled(tx, before)
    const run = await change(tx, held(hold), {
      state: 'retrying',
      error,
      workerId: null,
      availableAt: new Date(now().getTime() + delayMs),
      dispatchedAt: null,
    })
    if (run) await wakeDispatchers(tx)
    return run
  })
}

/** Gives the run back untried, for another worker to take at once. */
export function returnRun(hold: Hold): Promise<JobRunRow | null> {
  return inTransaction(async (tx) => {
    const run = await change(tx, held(hold), {
      state: 'queued',
      attempt: sql`greatest(${jobRuns.attempt} - 1, 0)`,
      workerId: null,
      availableAt: now(),
      dispatchedAt: null,
    })
    if (run) await wakeDispatchers(tx)
    return run
  })
}

/** Ends the run for good and tells why, in the event `job-run.died` too. */
export function killRun(hold: Hold, error: JobError): Promise<JobRunRow | null> {
  return inTransaction(async (tx) => {
    const [run] = await tx.select().from(jobRuns).where(held(hold)).for('update')
    if (!run) return null
    // It may have failed because of what the cancel took away, before it was told to stop.
    return run.cancelRequestedAt ? endCancelled(tx, run) : endDead(tx, run, error)
  })
}

/** Ends a run that was asked to stop. */
export function cancelRun(hold: Hold): Promise<JobRunRow | null> {
  return inTransaction(async (tx) => {
    const [run] = await tx.select().from(jobRuns).where(held(hold)).for('update')
    return run ? endCancelled(tx, run) : null
  })
}

/** Keeps what the handler reported; null when another worker has taken the run since. */
export function saveProgress(hold: Hold, progress: JobProgress): Promise<JobRunRow | null> {
  return inTransaction((tx) => change(tx, held(hold), { progress, progressedAt: now() }))
}

/**
 * Runs the write with the run's row locked and the token compared, so that no other worker can take the run
 * until the write has committed; throws `job.lost-lock` when one already has.
 */
export function writeFenced<Result>(hold: Hold, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return inTransaction(async (tx) => {
    const [run] = await tx.select({ id: jobRuns.id }).from(jobRuns).where(held(hold)).for('update')
    if (!run) throw lostLock(hold.runId)
    return work(tx)
  })
}

/** Has a run wait, within the caller's transaction and without a slot or a spent attempt, until `wakeRun`. */
export async function parkRun(tx: Transaction, hold: Hold): Promise<void> {
  const run = await change(tx, and(held(hold), isNull(jobRuns.cancelRequestedAt)), {
    state: 'parked',
    attempt: sql`greatest(${jobRuns.attempt} - 1, 0)`,
    workerId: null,
    dispatchedAt: null,
  })
  if (run) return
  // Its worker is about to hear of the cancel; should it not, the next one to take the run does.
  const message = `Run ${hold.runId} was cancelled before it could wait.`
  throw new AppError({ kind: 'conflict', code: 'job.cancelled', message, retryable: true })
}

/** Has a parked run go on within the caller's transaction, perhaps with another payload; one in another state is left. */
export async function wakeRun(
  tx: Transaction,
  runId: string,
  values: { payload?: unknown } = {},
): Promise<void> {
  const woken = await change(tx, and(eq(jobRuns.id, runId), eq(jobRuns.state, 'parked')), {
    ...values,
    state: 'queued',
    // What it waited for is there, and it was its turn long ago.
    priority: sql`greatest(${jobRuns.priority}, 1)`,
    availableAt: now(),
  })
  if (woken) await wakeDispatchers(tx)
}

/** Keeps how far those are that a parked run waits for; null when it is parked no more. */
export function saveParkedProgress(runId: string, progress: JobProgress): Promise<JobRunRow | null> {
  return inTransaction((tx) =>
    change(tx, and(eq(jobRuns.id, runId), eq(jobRuns.state, 'parked')), { progress, progressedAt: now() }),
  )
}

/** Says that another worker has the run now. */
export function lostLock(runId: string): AppError {
  return new AppError({
    kind: 'conflict',
    code: 'job.lost-lock',
    message: `Another worker has taken run ${runId}.`,
  })
}

/** Claims up to `limit` runs whose time has come, of queues that are not paused, for a delivery each, most urgent first. */
export function claimDue(limit: number): Promise<JobRunRow[]> {
  return inTransaction(async (tx) => {
    const due = await tx
      .select({ id: jobRuns.id })
      .from(jobRuns)
      .where(and(undispatched, inOpenQueue, lte(jobRuns.availableAt, now())))
      .orderBy(sql`${jobRuns.priority} desc`, jobRuns.availableAt, jobRuns.id)
      .limit(limit)
      .for('update', { skipLocked: true })
    if (due.length === 0) return []
    const ids = due.map((run) => run.id)
    const claimed = await tx
      .update(jobRuns)
      .set({ state: 'queued', dispatchedAt: now(), delivery: sql`${jobRuns.delivery} + 1` })
      .where(inArray(jobRuns.id, ids))
      .returning()
    const order = new Map(ids.map((id, index) => [id, index]))
    return claimed.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  })
}

/**
 * Puts back a run whose delivery Redis no longer holds: a waiting one is delivered anew, an active one has
 * lost its worker as well and that attempt is spent.
 */
export function recoverRun(lost: { runId: string; delivery: number }): Promise<JobRunRow | null> {
  return inTransaction(async (tx) => {
    const [run] = await tx
      .select()
      .from(jobRuns)
      .where(and(eq(jobRuns.id, lost.runId), eq(jobRuns.delivery, lost.delivery), open))
      .for('update')
    if (!run || run.dispatchedAt === null) return null
    if (run.cancelRequestedAt) return endCancelled(tx, run)
    if (run.state === 'active' && run.attempt >= run.maxAttempts) return endDead(tx, run, workerLost)
    const put = await change(tx, eq(jobRuns.id, run.id), {
      state: 'queued',
      workerId: null,
      dispatchedAt: null,
      availableAt: now(),
    })
    await wakeDispatchers(tx)
    return put
  })
}

/** Ends an open run as cancelled, within the caller's transaction; the event tells whom it concerns. */
export async function endCancelled(tx: Transaction, run: JobRunRow): Promise<JobRunRow> {
  await recordEvent(tx, systemContext('jobs'), jobRunCancelled, ending(run))
  return changed(tx, run, { state: 'cancelled', workerId: null, finishedAt: now() })
}

/** Ends an open run for good, within the caller's transaction; the event tells whom it concerns. */
export async function endDead(tx: Transaction, run: JobRunRow, error: JobError): Promise<JobRunRow> {
  const { code, message } = error
  await recordEvent(tx, systemContext('jobs'), jobRunDied, { ...ending(run), error: { code, message } })
  return changed(tx, run, { state: 'dead', error, workerId: null, finishedAt: now() })
}

const open = inArray(jobRuns.state, [...openStates])
const undispatched = and(inArray(jobRuns.state, ['queued', 'retrying']), isNull(jobRuns.dispatchedAt))

/** A run without a dispatch waits for its next delivery: the one before is over, should it turn up again. */
function isCurrent(run: JobRunRow, delivery: number): boolean {
  return isOpen(run.state) && run.dispatchedAt !== null && run.delivery === delivery
}

function held(hold: Hold): SQL | undefined {
  return and(eq(jobRuns.id, hold.runId), eq(jobRuns.fencingToken, hold.token), eq(jobRuns.state, 'active'))
}

function ending(run: JobRunRow) {
  const subject = run.subjectType && run.subjectId ? { type: run.subjectType, id: run.subjectId } : null
  return { runId: run.id, name: run.name, queue: run.queue, subject }
}

type Change = PgUpdateSetSource<typeof jobRuns>

async function change(tx: Transaction, which: SQL | undefined, values: Change): Promise<JobRunRow | null> {
  const [run] = await tx.update(jobRuns).set(values).where(which).returning()
  return run ?? null
}

async function changed(tx: Transaction, run: JobRunRow, values: Partial<JobRunRow>): Promise<JobRunRow> {
  const after = await change(tx, eq(jobRuns.id, run.id), values)
  if (!after) throw new Error(`Run ${run.id} vanished within its own transaction.`)
  return after
}
