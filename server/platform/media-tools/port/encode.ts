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
  /**
   * Names this piece of work, the same however often it is asked for: a service outside that is asked twice by it
   * makes one encode. At most 64 letters, digits and dashes.
   */
  requestKey: string
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
