import type { MediaProbe } from './probe.ts'
import type { RunOptions } from './run-options.ts'

/** One subtitle as it was read off its picture. */
export interface ReadCue {
  startMs: number
  endMs: number
  /** Lines parted by "\n"; empty when nothing could be read. */
  text: string
  /** How sure the reader is, 0 to 100. */
  confidence: number
  /** File name of the picture in the output folder, cut to its text, WebP on black. */
  picture: string
}

export interface ReadPictureSubtitlesInput extends RunOptions {
  file: string
  probe: MediaProbe
  /** Index among all streams of the file. */
  streamIndex: number
  /** BCP 47; the reader's own languages decide what it makes of it. */
  language: string
  /** An existing folder that receives one picture a cue. */
  outputDir: string
  /** Takes the share that is done, 0 to 1. */
  onShare?: ((share: number) => Promise<void>) | undefined
}
