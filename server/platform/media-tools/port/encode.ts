import type { Ladder } from './ladder.ts'
import type { MediaProbe } from './probe.ts'
import type { RunOptions } from './run-options.ts'

export interface EncodeProgress {
  /** 0 to 100. */
  percent: number
  fps: number
  outTimeMs: number
  /** Seconds left at the present speed, null until it is known. */
  etaSeconds: number | null
}

export interface EncodeInput extends RunOptions {
  file: string
  probe: MediaProbe
  ladder: Ladder
  /** An existing folder that receives `<rung>.mp4` and `<audio>.mp4`. */
  outputDir: string
  onProgress?: ((progress: EncodeProgress) => void) | undefined
}

export interface EncodedTrack {
  kind: 'video' | 'audio'
  name: string
  file: string
}
