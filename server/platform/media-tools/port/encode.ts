import type { EncodeLedger } from './encode-ledger.ts'
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

/** One chunk of a long film, for whichever machine comes: a stretch of its picture, or all of its sound. */
export type EncodeChunk =
  | {
      kind: 'video'
      /** Counted in frames of the ladder's constant rate; a multiple of its group of pictures. */
      firstFrame: number
      frames: number
      /** Ends with the film: its picture may end a little sooner than planned. */
      isLast: boolean
    }
  | { kind: 'audio' }

export interface EncodeInput extends RunOptions {
  /**
   * Names this piece of work, the same however often it is asked for: a service outside that is asked twice by it
   * makes one encode. At most 64 letters, digits and dashes.
   */
  requestKey: string
  file: string
  probe: MediaProbe
  ladder: Ladder
  /** Everything of the film when left out. Throws `cut-failed` when a stretch does not come out to the frame. */
  chunk?: EncodeChunk | undefined
  /** An existing folder that receives `<rung>.mp4` and `<audio>.mp4`. */
  outputDir: string
  onProgress?: ((progress: EncodeProgress) => void) | undefined
  /** For an encoder outside: where it remembers its jobs, and words that its console shows beside each. */
  outside?: { ledger: EncodeLedger; about: Record<string, string> } | undefined
}

export interface EncodedTrack {
  kind: 'video' | 'audio'
  name: string
  file: string
}

export interface JoinChunksInput extends RunOptions {
  ladder: Ladder
  /** For each rung of the ladder, the files of its stretches in the film's order. */
  chunkFiles: readonly (readonly string[])[]
  /** An existing folder that receives `<rung>.mp4`. */
  outputDir: string
}
