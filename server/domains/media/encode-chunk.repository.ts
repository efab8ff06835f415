import { and, asc, count, desc, eq, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { encodeChunks, jobRuns, versions } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { JobRunRow } from '../../platform/queues/job-run-dto.ts'
import { openStates } from '../../platform/queues/schemas.ts'
import { encodeChunkJob, encodeTitleJob } from './jobs.ts'
import type { PlannedChunk } from './plan-chunks.ts'

export type ChunkRow = typeof encodeChunks.$inferSelect

/** The chunks of a version in the film's order, the sound first; none when it is made in one pass. */
export function findChunks(db: Queryable, versionId: string): Promise<ChunkRow[]> {
  return db
    .select()
    .from(encodeChunks)
    .where(eq(encodeChunks.versionId, versionId))
    .orderBy(encodeChunks.index)
}

/** The chunks of a version, each with the run that has it. */
export function findChunksAtWork(
  db: Queryable,
  versionId: string,
): Promise<{ chunk: ChunkRow; run: JobRunRow | null }[]> {
  return db
    .select({ chunk: encodeChunks, run: jobRuns })
    .from(encodeChunks)
    .leftJoin(jobRuns, eq(jobRuns.id, encodeChunks.jobRunId))
    .where(eq(encodeChunks.versionId, versionId))
    .orderBy(encodeChunks.index)
}

/** Replaces the version's chunks by the plan's. */
export async function replaceChunks(
  tx: Transaction,
  versionId: string,
  planned: readonly PlannedChunk[],
): Promise<void> {
  await deleteChunks(tx, versionId)
  await tx.insert(encodeChunks).values(planned.map((chunk, index) => ({ versionId, index, ...chunk })))
}

export async function deleteChunks(tx: Transaction, versionId: string): Promise<void> {
  await tx.delete(encodeChunks).where(eq(encodeChunks.versionId, versionId))
}

export async function updateChunk(
  tx: Transaction,
  { versionId, index }: Pick<ChunkRow, 'versionId' | 'index'>,
  change: Partial<Omit<ChunkRow, 'versionId' | 'index'>>,
): Promise<void> {
  await tx
    .update(encodeChunks)
    .set(change)
    .where(and(eq(encodeChunks.versionId, versionId), eq(encodeChunks.index, index)))
}

/** Has the version's chunks with these numbers made anew; runs that had them do nothing more. */
export async function reopenChunks(
  tx: Transaction,
  versionId: string,
  indexes: readonly number[],
): Promise<void> {
  if (indexes.length === 0) return
  await tx
    .update(encodeChunks)
    .set({ state: 'waiting', jobRunId: null, storagePrefix: null, tookMs: null, finishedAt: null })
    .where(and(eq(encodeChunks.versionId, versionId), inArray(encodeChunks.index, [...indexes])))
}

/** Has everybody else who hands out chunks wait until this transaction has ended. */
export async function lockHandingOut(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('encode chunks'))`)
}

/** How many chunks are handed out to runs, beside this one where there is one. */
export async function countChunkRuns(tx: Transaction, exceptRunId: string | null): Promise<number> {
  const [row] = await tx
    .select({ runs: count() })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.name, encodeChunkJob.name),
        inArray(jobRuns.state, [...openStates]),
        exceptRunId === null ? undefined : ne(jobRuns.id, exceptRunId),
      ),
    )
  return row?.runs ?? 0
}

/** How many films wait for a slot of their own. */
export async function countWaitingFilms(tx: Transaction, now: Date): Promise<number> {
  const [row] = await tx
    .select({ runs: count() })
    .from(jobRuns)
    .where(
      and(eq(jobRuns.name, encodeTitleJob.name), eq(jobRuns.state, 'queued'), lte(jobRuns.availableAt, now)),
    )
  return row?.runs ?? 0
}

/**
 * The chunks to hand out next, with their film's priority: of films that wait for them, or of the run itself, the most
 * urgent and then the oldest film first.
 */
export function findNextChunks(
  tx: Transaction,
  runId: string | null,
  limit: number,
): Promise<{ versionId: string; index: number; priority: number }[]> {
  return tx
    .select({ versionId: encodeChunks.versionId, index: encodeChunks.index, priority: jobRuns.priority })
    .from(encodeChunks)
    .innerJoin(versions, eq(versions.id, encodeChunks.versionId))
    .innerJoin(jobRuns, eq(jobRuns.id, versions.jobRunId))
    .where(
      and(
        eq(encodeChunks.state, 'waiting'),
        isNull(encodeChunks.jobRunId),
        eq(versions.state, 'encoding'),
        or(eq(jobRuns.state, 'parked'), runId === null ? undefined : eq(jobRuns.id, runId)),
      ),
    )
    .orderBy(desc(jobRuns.priority), asc(versions.createdAt), asc(versions.id), asc(encodeChunks.index))
    .limit(limit)
}
