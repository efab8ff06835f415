import { and, eq } from 'drizzle-orm'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { database } from '../../../platform/postgres/postgres.ts'

/** Takes the runs of a job off the queue and gives their payloads, oldest first. */
export async function takeQueued(name: string): Promise<unknown[]> {
  const runs = await database()
    .delete(jobRuns)
    .where(and(eq(jobRuns.name, name), eq(jobRuns.state, 'queued')))
    .returning({ id: jobRuns.id, payload: jobRuns.payload })
  return runs.toSorted((a, b) => a.id.localeCompare(b.id)).map((run) => run.payload)
}
