import { broadcast } from '../live/live.ts'
import { toJobRunDto, type JobRunRow } from './job-run-dto.ts'

/** Shows a run as it now stands to the admins who look on. */
export async function announceRun(run: JobRunRow): Promise<void> {
  await broadcast({ room: 'admin:jobs', name: 'job.progress', payload: toJobRunDto(run) })
}
