import type { StartedVersion } from '#server/domains/media/index.ts'
import type { Ladder, MediaProbe } from '#server/platform/media-tools/index.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import type { StageReporter } from '../encode-progress.ts'
import type { Scratch } from '../scratch.ts'

/** Everything the stages of an encode share. */
export type Work = {
  context: JobContext
  started: StartedVersion
  scratch: Scratch
  report: StageReporter
  /** The source as a local file. */
  file: string
  probe: MediaProbe
  ladder: Ladder
}
