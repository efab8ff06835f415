import { MediaToolError } from '../../errors.ts'
import type { Ladder, MediaProbe } from '../../port.ts'

/** AWS bills each output for at least ten seconds. */
const LEAST_SECONDS = 10

/** Minutes of output that AWS will bill for a film: each rung and each sound track for the film's whole length. */
export function outputMinutes(probe: Pick<MediaProbe, 'durationMs'>, ladder: Ladder): number {
  const outputs = ladder.rungs.length + ladder.audio.length
  return (outputs * Math.max(LEAST_SECONDS, probe.durationMs / 1000)) / 60
}

/** Refuses a job that would cost more than the operator allows, before it is submitted. */
export function guardCost(probe: Pick<MediaProbe, 'durationMs'>, ladder: Ladder, maxMinutes: number): void {
  const minutes = Math.ceil(outputMinutes(probe, ladder))
  if (minutes <= maxMinutes) return
  throw new MediaToolError(
    'service-cost',
    `The film would make ${minutes} minutes of output, MEDIACONVERT_MAX_OUTPUT_MINUTES allows ${maxMinutes}`,
  )
}
