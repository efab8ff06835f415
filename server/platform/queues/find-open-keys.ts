import { and, eq, inArray } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import type { Queryable } from '../postgres/postgres.ts'
import type { JobDefinition } from './define-job.ts'
import { openStates } from './schemas.ts'

/** Gives those of these dedupe keys under which a run of the job is open: it waits, works or will be tried again. */
export async function findOpenKeys(
  db: Queryable,
  { name }: JobDefinition,
  dedupeKeys: readonly string[],
): Promise<Set<string>> {
  if (dedupeKeys.length === 0) return new Set()
  const rows = await db
    .select({ dedupeKey: jobRuns.dedupeKey })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.name, name),
        inArray(jobRuns.dedupeKey, [...dedupeKeys]),
        inArray(jobRuns.state, [...openStates]),
      ),
    )
  return new Set(rows.flatMap(({ dedupeKey }) => dedupeKey ?? []))
}
