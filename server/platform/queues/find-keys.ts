import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../postgres/postgres.ts'
import type { JobDefinition } from './define-job.ts'
import { openStates } from './schemas.ts'

export type UsedKeys = {
  dedupeKeys: readonly string[]
  subjectType: string
  subjectIds: readonly string[]
}

/** Gives those of these dedupe keys under which a run of the job is open: it waits, works or will be tried again. */
export function findOpenKeys(
  db: Queryable,
  job: JobDefinition,
  dedupeKeys: readonly string[],
): Promise<Set<string>> {
  return findKeys(db, job, dedupeKeys, inArray(jobRuns.state, [...openStates]))
}

/** Gives those of these dedupe keys under which the job has a run about one of these subjects, in whatever state. */
export function findUsedKeys(
  db: Queryable,
  job: JobDefinition,
  { dedupeKeys, subjectType, subjectIds }: UsedKeys,
): Promise<Set<string>> {
  // Runs are found by their subjects: no index holds the keys of those that are over.
  const about = and(eq(jobRuns.subjectType, subjectType), inArray(jobRuns.subjectId, [...subjectIds]))
  return findKeys(db, job, dedupeKeys, about)
}

async function findKeys(
  db: Queryable,
  { name }: JobDefinition,
  dedupeKeys: readonly string[],
  narrower: SQL | undefined,
): Promise<Set<string>> {
  if (dedupeKeys.length === 0) return new Set()
  const rows = await db
    .select({ dedupeKey: jobRuns.dedupeKey })
    .from(jobRuns)
    .where(and(eq(jobRuns.name, name), inArray(jobRuns.dedupeKey, [...dedupeKeys]), narrower))
  return new Set(rows.flatMap(({ dedupeKey }) => dedupeKey ?? []))
}
