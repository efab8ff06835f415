import type { EncodedTrack, EncodeInput } from './encode.ts'

/** ffmpeg with x264, or with the encoder of a graphics card. */
export type LocalEncoderName = 'x264' | 'nvenc' | 'vaapi' | 'qsv'
export type EncoderName = LocalEncoderName | 'mediaconvert'

/** What makes rungs and sound tracks of a film; every one of them passes `encoders/contract.ts`. */
export interface Encoder {
  readonly name: EncoderName
  /**
   * Makes every rung and sound track of the ladder as `<rung>.mp4` and `<audio>.mp4` in `outputDir`: constant rate,
   * closed groups of pictures that begin at the same frames in all rungs, bit rates within the rungs' caps.
   * Progress never falls. Stopped by the signal within two seconds, with the signal's reason. Throws MediaToolError:
   * `encode-failed` (retryable where another try may go better), `tool-missing`, `no-space`, `file-unreadable`; one
   * outside also `service-…`.
   */
  encode(input: EncodeInput): Promise<EncodedTrack[]>
}
