import type { QueueOverview } from '#server/platform/queues/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import type { RunMove } from '#server/platform/queues/schemas.ts'
import type { PauseActions } from './pause-button.tsx'
import type { NamedRun } from './job-words.ts'

export type JobActions = PauseActions & {
  move: AdminAction<{ runId: string; move: RunMove }>
  cancel: AdminAction<{ runId: string }>
  replay: AdminAction<{ runId: string }>
  discard: AdminAction<{ runId: string }>
}

/** Everything the page of queues shows. */
export type JobsPage = {
  queues: QueueOverview['queues']
  workers: (Omit<QueueOverview['workers'][number], 'running'> & { running: NamedRun[] })[]
  dead: { runs: NamedRun[]; total: number }
  list: { runs: NamedRun[]; total: number; page: number; pageSize: number }
  /** Names of jobs, for the filter. */
  jobNames: string[]
  nowIso: string
}
