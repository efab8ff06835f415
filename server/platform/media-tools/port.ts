/** What the product asks of its media tools; ffmpeg and Shaka Packager are one answer, a farm could be another. */

import type { AnalyseInput, PictureAnalysis } from './port/analysis.ts'
import type {
  CheckInput,
  CheckReport,
  CheckWholeInput,
  SampledSource,
  SampleSourceInput,
} from './port/check.ts'
import type { Ladder, Loudness, Rung } from './port/ladder.ts'
import type { MeasureLoudnessInput } from './port/measure-loudness.ts'
import type { EncodedTrack, EncodeInput, JoinChunksInput } from './port/encode.ts'
import type { EncodeLedger } from './port/encode-ledger.ts'
import type { PackageInput, PackageOutput } from './port/package.ts'
import type { PosterCandidate, Storyboard } from './port/pictures.ts'
import type { ReadCue, ReadPictureSubtitlesInput } from './port/picture-subtitles.ts'
import type { MediaProbe } from './port/probe.ts'
import type { RunOptions } from './port/run-options.ts'
import type { ExtractedSubtitle } from './port/subtitles.ts'

export type * from './port/analysis.ts'
export type * from './port/check.ts'
export type * from './port/encode.ts'
export type * from './port/encode-ledger.ts'
export type * from './port/encoder.ts'
export type * from './port/ladder.ts'
export type * from './port/measure-loudness.ts'
export type * from './port/package.ts'
export type * from './port/picture-subtitles.ts'
export type * from './port/pictures.ts'
export type * from './port/probe.ts'
export type * from './port/run-options.ts'
export type * from './port/subtitles.ts'

export interface MediaTools {
  /** Reads what a file holds; throws MediaToolError when it is no film ffmpeg can read. */
  probe(file: string, options?: RunOptions): Promise<MediaProbe>
  /** Measures the planned sound tracks with one read of the film, by their names; null for a silent one. */
  measureLoudness(input: MeasureLoudnessInput): Promise<Map<string, Loudness | null>>
  /** Measures, on a few scenes, how like the source each planned rung would be and how many bits it would take. */
  analysePicture(input: AnalyseInput): Promise<PictureAnalysis>
  /** When the last packet of a film ends, in milliseconds, where that can be told before it is probed; null elsewhere. */
  lookForEnd(file: string, options?: RunOptions): Promise<number | null>
  /** Looks at the end of a probed file; throws MediaToolError `cut-short` when it does not reach its declared length. */
  checkWhole(input: CheckWholeInput): Promise<void>
  /** Gives the probe with what the pictures show of interlacing, where the file's flags cannot be relied on. */
  lookAtFields(input: RunOptions & { file: string; probe: MediaProbe }): Promise<MediaProbe>
  /** Makes every rung and sound track with the encoder that the settings and this machine choose. */
  encode(input: EncodeInput): Promise<EncodedTrack[]>
  /** Stops what an encoder outside still does of these tries and removes what they left there. */
  abandonEncodes(ledger: EncodeLedger): Promise<void>
  /** Tells whether a film may be encoded in chunks on several machines: where the processor does it, not a card or a service. */
  encodesChunks(): Promise<boolean>
  /** Makes one track a rung of the stretches that several runs encoded. */
  joinChunks(input: JoinChunksInput): Promise<void>
  /** Writes still pictures spread over the film as `poster-N.webp`, from an encoded rung. */
  extractPosters(
    input: RunOptions & {
      encodedRung: string
      rung: Rung
      ladder: Ladder
      durationMs: number
      count: number
      outputDir: string
    },
  ): Promise<PosterCandidate[]>
  /** Writes tile sheets, `storyboard.json` and `storyboard.vtt` from the key frames of an encoded rung. */
  makeStoryboard(
    input: RunOptions & {
      encodedRung: string
      rung: Rung
      ladder: Ladder
      durationMs: number
      outputDir: string
    },
  ): Promise<Storyboard>
  /** Turns the planned text tracks into WebVTT; a track without a cue is left out. */
  extractSubtitles(
    input: RunOptions & { file: string; ladder: Ladder; outputDir: string },
  ): Promise<ExtractedSubtitle[]>
  /** Reads the text off a subtitle whose lines are pictures, as a draft for somebody to correct. */
  readPictureSubtitles(input: ReadPictureSubtitlesInput): Promise<ReadCue[]>
  /** Packages encoded tracks into one CMAF copy with HLS and DASH manifests. */
  package(input: PackageInput): Promise<PackageOutput>
  /** Keeps what the source shows at moments spread over the film, for the check of its package. */
  sampleSource(input: SampleSourceInput): Promise<SampledSource>
  /** Compares a package with its plan and its source; findings that refuse make `ok` false. */
  check(input: CheckInput): Promise<CheckReport>
}
