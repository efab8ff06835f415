import type { Ladder } from './ladder.ts'
import type { PackageOutput } from './package.ts'
import type { MediaProbe } from './probe.ts'
import type { RunOptions } from './run-options.ts'
import type { ExtractedSubtitle } from './subtitles.ts'

export type CheckCode =
  | 'duration-mismatch'
  | 'segments-broken'
  | 'bandwidth-misdeclared'
  | 'resolution-mismatch'
  | 'picture-unlike-source'
  | 'picture-below-par'
  | 'rung-black'
  | 'track-missing'
  | 'first-variant-heavy'

export interface CheckFinding {
  severity: 'refuse' | 'warn'
  code: CheckCode
  /** The rung or track concerned, null for the whole. */
  track: string | null
  detail: string
}

export interface CheckedRendition {
  name: string
  kind: 'video' | 'audio'
  durationMs: number
  sizeBytes: number
  segments: number
  /** Bits per second over the whole track. */
  averageBandwidth: number
  /** Bits per second of its heaviest segment. */
  peakBandwidth: number
  /** Mean SSIM of the sampled frames against the source scaled to the rung; null for sound. */
  ssim: number | null
}

export interface CheckReport {
  ok: boolean
  findings: CheckFinding[]
  renditions: CheckedRendition[]
}

export interface CheckWholeInput extends RunOptions {
  file: string
  probe: MediaProbe
  /** When its last packet ends, where that is known already. */
  foundEndMs?: number | null
}

export interface SampleSourceInput extends RunOptions {
  file: string
  probe: MediaProbe
  ladder: Ladder
  /** Frames of the ladder's rate: only what lies within them is kept. */
  stretch?: { firstFrame: number; frames: number }
  /** An existing folder that receives the pictures. */
  outputDir: string
}

/** What a source shows at some moments, in the size of every rung: kept while it is encoded, for the check of its package. */
export interface SampledSource {
  folder: string
  /** The moments, in frames of the ladder's constant rate. */
  frames: number[]
}

export interface CheckInput extends RunOptions {
  sampled: SampledSource
  probe: MediaProbe
  ladder: Ladder
  packageDir: string
  packaged: PackageOutput
  /** Those that were found to hold text and were packaged. */
  subtitles: readonly ExtractedSubtitle[]
}
