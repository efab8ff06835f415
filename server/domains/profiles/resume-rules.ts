/** A report below this many milliseconds never moves a kept position: a player that just opened stands there. */
export const nearZeroMs = 5000

const resumeFrom = 0.05
const finishedFrom = 0.9

type Progress = { positionMs: number; durationMs: number }

/** Tells whether this much of a film counts as seen. */
export function isFinished({ positionMs, durationMs }: Progress): boolean {
  return durationMs > 0 && positionMs >= durationMs * finishedFrom
}

/** Tells whether watching goes on from here, rather than from the beginning. */
export function isResumable(progress: Progress): boolean {
  return progress.positionMs >= progress.durationMs * resumeFrom && !isFinished(progress)
}

/** Gives where to start, in milliseconds: the kept position between 5 % and 90 %, otherwise 0. */
export function resumePosition(progress: Progress | null): number {
  return progress !== null && isResumable(progress) ? progress.positionMs : 0
}
