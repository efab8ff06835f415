import type { Ladder } from './ladder.ts'
import type { RunOptions } from './run-options.ts'
import type { ExtractedSubtitle } from './subtitles.ts'

export interface PackageInput extends RunOptions {
  ladder: Ladder
  durationMs: number
  /** The folder that `encode` filled. */
  encodedDir: string
  subtitles: ExtractedSubtitle[]
  /** An existing folder that receives the manifests and one file a track. */
  outputDir: string
}

/** Names relative to the package's folder. */
export interface PackageOutput {
  hls: string
  /** Null from the ffmpeg fallback, which writes HLS alone. */
  dash: string | null
  /** What made it, with its version. */
  packagedBy: string
}
