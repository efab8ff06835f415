import { AppError } from '#server/platform/errors/app-error.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import type { Scratch } from './scratch.ts'

/**
 * Gives what to throw when an encode ended because it was told to stop or is another worker's now; null when it failed
 * by itself. Nobody goes on from a cancelled one, so its scratch folder goes; after any other stop another try may.
 */
export async function stopReason(
  context: Pick<JobContext, 'signal'>,
  scratch: Scratch,
  error: unknown,
): Promise<unknown> {
  if (context.signal.aborted) {
    const { reason } = context.signal
    if (reason instanceof AppError && reason.code === 'job.cancelled') await scratch.remove()
    return reason
  }
  return error instanceof AppError && error.code === 'job.lost-lock' ? error : null
}
