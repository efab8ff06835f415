import { log } from '#server/platform/log/log.ts'
import { announceRun } from '#server/platform/queues/announce-run.ts'
import type { JobRunRow } from '#server/platform/queues/job-run-dto.ts'
import type { JobProgress } from '#server/platform/queues/job-handler.ts'
import { lostLock, saveProgress } from '#server/platform/queues/run-transitions.ts'
import type { ActiveRun } from './active-run.ts'

const betweenMs = 500

export type ProgressReporter = {
  report: (progress: JobProgress) => Promise<void>
  /** Keeps what was reported last and held back. */
  flush: () => Promise<void>
}

/**
 * Gives the reporter of one run: each stage's first report is kept and shown at once, further ones at most
 * twice a second, the newest of them always in the end. A lost lock stops the run and is thrown.
 */
export function createProgressReporter(run: ActiveRun): ProgressReporter {
  const startedAt = Date.now()
  let held: JobProgress | null = null
  let stage: string | null = null
  let savedAt = 0
  let timer: NodeJS.Timeout | undefined

  async function flush() {
    clearTimeout(timer)
    timer = undefined
    if (!held) return
    const progress = held
    held = null
    savedAt = Date.now()
    const row = await keep(run, progress)
    if (row === 'unkept') return
    if (row) return announceRun(row)
    run.stop('lost-lock')
    throw lostLock(run.hold.runId)
  }

  return {
    flush,
    async report(progress) {
      run.signal.throwIfAborted()
      run.noteProgress()
      held = withEta(progress, Date.now() - startedAt)
      const dueInMs = progress.stage === stage ? savedAt + betweenMs - Date.now() : 0
      stage = progress.stage
      if (dueInMs <= 0) return flush()
      // A failure here shows again at the next report or at the end.
      timer ??= setTimeout(() => void flush().catch(() => {}), dueInMs)
    },
  }
}

// PostgreSQL may be away for a moment: no work is thrown away for a line of progress.
async function keep(run: ActiveRun, progress: JobProgress): Promise<JobRunRow | null | 'unkept'> {
  try {
    return await saveProgress(run.hold, progress)
  } catch (error) {
    log().warn({ err: error, runId: run.hold.runId }, 'progress was not kept')
    return 'unkept'
  }
}

/** Adds the seconds left, from the share done and the time taken, where the handler gives none. */
function withEta(progress: JobProgress, elapsedMs: number): JobProgress {
  if (progress.etaSeconds !== undefined || progress.percent < 2 || progress.percent > 100) return progress
  const leftMs = (elapsedMs * (100 - progress.percent)) / progress.percent
  return { ...progress, etaSeconds: Math.round(leftMs / 1000) }
}
