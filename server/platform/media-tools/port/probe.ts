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
  /** By its flags, or by its pictures once `lookAtFields` has seen them. */
  interlaced: boolean
  /** Which field comes first of a film that is interlaced though no frame of it says so. */
  measuredFields?: 'tff' | 'bff'
  color: ProbedColor
  /** When its first picture comes, from the file's zero: the earliest start of any of its streams. */
  startMs: number
  /** Null when the container does not say; may be shorter than the file. */
  durationMs: number | null
  /** Bits per second, null when the container does not say. */
  bitrate: number | null
}

/** What the picture's numbers mean, in ffmpeg's words ("bt709", "smpte2084"…); null where the file does not say. */
export interface ProbedColor {
  primaries: string | null
  transfer: string | null
  matrix: string | null
  range: 'limited' | 'full' | null
  /** Bits a sample. */
  bitDepth: number
  /** The brightest that an HDR picture says to hold, in cd/m². */
  peakNits: number | null
  /** Dolby Vision's profile; 5 has no picture that a player without it could show. */
  dolbyVisionProfile: number | null
}

/** What else a file says of a sound track. */
export const audioFlags = [
  'original',
  'dub',
  'commentary',
  'visual-impaired',
  'hearing-impaired',
  'forced',
] as const
export type AudioFlag = (typeof audioFlags)[number]

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
  flags: AudioFlag[]
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
