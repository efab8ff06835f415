import type { FrameRate } from './probe.ts'

/** One video quality to make. */
export interface Rung {
  /** "480p". */
  name: string
  width: number
  height: number
  /** Target bits per second; the cap is 1.5 times it. */
  bitrate: number
  /** Constant rate factor, 0 to 51, lower looks better; the cap stands above it. */
  crf: number
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
