import { and, eq, inArray } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../postgres/postgres.ts'
import type { JobDefinition } from './define-job.ts'

/** Gives those of these dedupe keys under which the job has a run about one of these subjects, in whatever state. */
export async function findUsedKeys(
  db: Queryable,
  { name }: JobDefinition,
  { dedupeKeys, subjectType, subjectIds }: UsedKeys,
): Promise<Set<string>> {
  if (dedupeKeys.length === 0) return new Set()
  const rows = await db
    .select({ dedupeKey: jobRuns.dedupeKey })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.name, name),
        inArray(jobRuns.dedupeKey, [...dedupeKeys]),
        // Runs are found by their subjects: no index holds the keys of those that are over.
        eq(jobRuns.subjectType, subjectType),
        inArray(jobRuns.subjectId, [...subjectIds]),
      ),
    )
  return new Set(rows.flatMap(({ dedupeKey }) => dedupeKey ?? []))
}

export type UsedKeys = {
  dedupeKeys: readonly string[]
  subjectType: string
  subjectIds: readonly string[]
}
