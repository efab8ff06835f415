/** What the product asks of its media tools; ffmpeg and Shaka Packager are one answer, a farm could be another. */

/** A rational frame rate, kept exact so that 24000/1001 never drifts. */
export interface FrameRate {
  num: number
  den: number
}

export interface ProbedVideo {
  /** Index among all streams of the file. */
  streamIndex: number
  codec: string
  profile: string | null
  pixelFormat: string
  /** As stored. */
  codedWidth: number
  codedHeight: number
  /** As shown: square pixels, rotation applied. */
  width: number
  height: number
  /** Sample aspect ratio as stored, "1:1" when the file says nothing. */
  sampleAspectRatio: string
  /** Clockwise degrees: 0, 90, 180 or 270. */
  rotation: number
  frameRate: FrameRate
  interlaced: boolean
  /** When its first picture comes, from the file's zero: the earliest start of any of its streams. */
  startMs: number
  /** Null when the container does not say; may be shorter than the file. */
  durationMs: number | null
  /** Bits per second, null when the container does not say. */
  bitrate: number | null
}

export interface ProbedAudio {
  streamIndex: number
  codec: string
  channels: number
  channelLayout: string | null
  sampleRate: number
  /** BCP 47 where it can be told, "und" otherwise. */
  language: string
  title: string | null
  isDefault: boolean
}

export interface ProbedSubtitle {
  streamIndex: number
  codec: string
  /** Text can become WebVTT; pictures cannot. */
  isText: boolean
  language: string
  title: string | null
  forced: boolean
  hearingImpaired: boolean
  isDefault: boolean
}

export interface ProbedChapter {
  startMs: number
  endMs: number
  title: string
}

export interface MediaProbe {
  /** The demuxer forced from the file's first bytes, as ffmpeg names it. */
  container: string
  durationMs: number
  sizeBytes: number
  video: ProbedVideo | null
  audio: ProbedAudio[]
  subtitles: ProbedSubtitle[]
  chapters: ProbedChapter[]
}

/** One video quality to make. */
export interface Rung {
  /** "480p". */
  name: string
  width: number
  height: number
  /** Target bits per second; the cap is 1.5 times it. */
  bitrate: number
}

/** One sound track to make. */
export interface AudioPlan {
  /** File-safe name, unique within the ladder: "audio-0-vi". */
  name: string
  sourceStreamIndex: number
  language: string
  title: string | null
  channels: number
  bitrate: number
  isDefault: boolean
}

/** One subtitle track to make. */
export interface SubtitlePlan {
  name: string
  sourceStreamIndex: number
  language: string
  title: string | null
  forced: boolean
  hearingImpaired: boolean
}

export interface Ladder {
  frameRate: FrameRate
  /** Frames in a closed group of pictures, about two seconds. */
  gopFrames: number
  /** Lowest first. */
  rungs: Rung[]
  audio: AudioPlan[]
  subtitles: SubtitlePlan[]
}

export interface EncodeProgress {
  /** 0 to 100. */
  percent: number
  fps: number
  outTimeMs: number
  /** Seconds left at the present speed, null until it is known. */
  etaSeconds: number | null
}

export interface RunOptions {
  signal?: AbortSignal | undefined
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

export interface PosterCandidate {
  file: string
  atMs: number
  width: number
  height: number
}

/** Which tile of which sheet shows a moment: tile = floor(ms / intervalMs). */
export interface Storyboard {
  intervalMs: number
  tileWidth: number
  tileHeight: number
  columns: number
  rows: number
  count: number
  /** File names, in order. */
  sheets: string[]
}

export interface ExtractedSubtitle {
  name: string
  file: string
  language: string
  title: string | null
  forced: boolean
  hearingImpaired: boolean
}

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

export interface CheckInput extends RunOptions {
  source: string
  probe: MediaProbe
  ladder: Ladder
  packageDir: string
  packaged: PackageOutput
}

export interface MediaTools {
  /** Reads what a file holds; throws MediaToolError when it is no film ffmpeg can read. */
  probe(file: string, options?: RunOptions): Promise<MediaProbe>
  /** Makes every rung and sound track with one process and one decode. */
  encode(input: EncodeInput): Promise<EncodedTrack[]>
  /** Writes still pictures spread over the film as `poster-N.webp`. */
  extractPosters(
    input: RunOptions & { file: string; probe: MediaProbe; count: number; outputDir: string },
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
  /** Packages encoded tracks into one CMAF copy with HLS and DASH manifests. */
  package(input: PackageInput): Promise<PackageOutput>
  /** Compares a package with its plan and its source; findings that refuse make `ok` false. */
  check(input: CheckInput): Promise<CheckReport>
}
