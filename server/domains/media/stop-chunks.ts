import type { Context } from '../../platform/context/context.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { cancelJobRun } from '../../platform/queues/cancel-job-run.ts'
import { findOpenRuns } from '../../platform/queues/job-run.repository.ts'
import { passWhenEnded } from './encode-runs.ts'
import { encodeChunkJob } from './jobs.ts'

/** Cancels every run that has, or waits for, a chunk of the version; each ends within seconds. */
export async function stopChunks(context: Context, versionId: string): Promise<void> {
  const about = { job: encodeChunkJob.name, subjectType: 'version', subjectId: versionId }
  for (const runId of await findOpenRuns(about, database()))
    await cancelJobRun(context, { runId }).catch(passWhenEnded)
}
