import { broadcast } from '../live/live.ts'
import type { QueueName } from './define-job.ts'
import { toJobRunDto, type JobRunRow } from './job-run-dto.ts'

/** Shows a run as it now stands to the admins who look on. */
export async function announceRun(run: JobRunRow): Promise<void> {
  await broadcast({ room: 'admin:jobs', name: 'job.progress', payload: toJobRunDto(run) })
}

/** Tells the admins who look on that a queue stands otherwise than before: paused, resumed or in another order. */
export async function announceQueue(queue: QueueName): Promise<void> {
  await broadcast({ room: 'admin:jobs', name: 'queue.changed', payload: { queue } })
}
