import type { JobError } from '#db/postgres/schema/platform.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import type { JobDefinition } from '#server/platform/queues/define-job.ts'
import type { Hold } from '#server/platform/queues/run-transitions.ts'

/** Why a run is stopped before its handler has ended. */
export type StopReason = 'cancelled' | 'timed-out' | 'stuck' | 'lost-lock' | 'shutdown'

const reasons: Record<StopReason, { code: string; message: string; retryable: boolean }> = {
  cancelled: { code: 'job.cancelled', message: 'Someone cancelled the run.', retryable: false },
  'timed-out': { code: 'job.timed-out', message: 'The run took longer than it may.', retryable: true },
  stuck: { code: 'job.stuck', message: 'The run reported no progress for too long.', retryable: true },
  'lost-lock': { code: 'job.lost-lock', message: 'Another worker has taken the run.', retryable: true },
  shutdown: { code: 'job.shutdown', message: 'The worker is shutting down.', retryable: true },
}

/** A run that this worker does now: its signal, and the clocks that stop it. */
export type ActiveRun = {
  hold: Hold
  signal: AbortSignal
  /** Why it was stopped, the first reason only; null while it may go on. */
  stopReason: () => StopReason | null
  stop: (reason: StopReason) => void
  /** Begins the wait for progress anew. */
  noteProgress: () => void
  /** Stops the clocks. */
  end: () => void
}

/** Starts the clocks of a run: the whole of it may take `timeoutMs`, a pause in progress `idleTimeoutMs`. */
export function startActiveRun(
  hold: Hold,
  limits: Pick<JobDefinition, 'timeoutMs' | 'idleTimeoutMs'>,
): ActiveRun {
  const controller = new AbortController()
  let stopReason: StopReason | null = null
  function stop(reason: StopReason) {
    if (stopReason) return
    stopReason = reason
    controller.abort(new AppError({ kind: 'conflict', ...reasons[reason] }))
  }
  const timeout = setTimeout(() => stop('timed-out'), limits.timeoutMs)
  const idleMs = limits.idleTimeoutMs
  const idle = idleMs === undefined ? null : setTimeout(() => stop('stuck'), idleMs)
  return {
    hold,
    signal: controller.signal,
    stopReason: () => stopReason,
    stop,
    noteProgress: () => idle?.refresh(),
    end() {
      clearTimeout(timeout)
      if (idle) clearTimeout(idle)
    },
  }
}

/** Gives the error that a stopped run is kept with. */
export function stopError(reason: StopReason): JobError {
  return { ...reasons[reason] }
}
