import { inTransaction } from '../../platform/postgres/postgres.ts'
import { updateRun } from '../../platform/queues/job-run.repository.ts'
import { endCancelled, endDead } from '../../platform/queues/run-transitions.ts'
import { findChunksAtWork } from './encode-chunk.repository.ts'
import { lockEncode } from './encode-runs.ts'

const lost = { code: 'internal', message: 'The job ended without a reason.', retryable: false }

/**
 * Ends the parked run of a version one of whose chunks ended without telling it: a worker that died each time it was
 * tried, or a cancel. The reason is the version's run's from then on: one replay is for all.
 */
export async function settleChunks(versionId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { run, version } = await lockEncode(tx, versionId)
    if (run?.state !== 'parked' || version?.state !== 'encoding') return
    const rows = await findChunksAtWork(tx, versionId)
    const ended = (state: string) =>
      rows.find(({ chunk, run: own }) => chunk.state !== 'done' && own?.state === state)?.run
    const dead = ended('dead')
    if (dead) {
      await endDead(tx, run, dead.error ?? lost)
      await updateRun(tx, dead.id, { state: 'discarded' })
    } else if (ended('cancelled')) {
      await endCancelled(tx, run)
    }
  })
}
