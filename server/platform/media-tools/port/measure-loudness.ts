import type { AudioPlan } from './ladder.ts'
import type { MediaProbe } from './probe.ts'
import type { RunOptions } from './run-options.ts'

export interface MeasureLoudnessInput extends RunOptions {
  file: string
  probe: MediaProbe
  audio: readonly AudioPlan[]
  /** Tells the share that is done, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined
}
