import { inArray } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { database } from '#server/platform/postgres/postgres.ts'
import type { ActiveRun } from './active-run.ts'

/** Stops those of this worker's runs that were cancelled, or that another worker has taken since. */
export async function watchActiveRuns(activeRuns: Map<string, ActiveRun>): Promise<void> {
  const held = [...activeRuns.values()]
  if (held.length === 0) return
  const ids = held.map((run) => run.hold.runId)
  const rows = await database()
    .select({
      id: jobRuns.id,
      token: jobRuns.fencingToken,
      state: jobRuns.state,
      cancelRequestedAt: jobRuns.cancelRequestedAt,
    })
    .from(jobRuns)
    .where(inArray(jobRuns.id, ids))
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const run of held) {
    const row = known.get(run.hold.runId)
    if (!row || row.token !== run.hold.token || row.state !== 'active') run.stop('lost-lock')
    else if (row.cancelRequestedAt) run.stop('cancelled')
  }
}
