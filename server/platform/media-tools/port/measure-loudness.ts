import type { AudioPlan } from './ladder.ts'
import type { MediaProbe } from './probe.ts'
import type { RunOptions } from './run-options.ts'

export interface MeasureLoudnessInput extends RunOptions {
  file: string
  probe: MediaProbe
  audio: readonly AudioPlan[]
}
