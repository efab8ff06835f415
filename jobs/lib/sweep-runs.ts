import { and, inArray, lt } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { now } from '#server/platform/clock/clock.ts'
import { database } from '#server/platform/postgres/postgres.ts'

const keptDays = 30

/** Removes runs that ended more than 30 days ago, and gives how many; dead ones stay until an admin decides. */
export async function sweepRuns(): Promise<number> {
  const before = new Date(now().getTime() - keptDays * 24 * 60 * 60 * 1000)
  const swept = await database()
    .delete(jobRuns)
    .where(
      and(inArray(jobRuns.state, ['completed', 'cancelled', 'discarded']), lt(jobRuns.finishedAt, before)),
    )
    .returning({ id: jobRuns.id })
  return swept.length
}
