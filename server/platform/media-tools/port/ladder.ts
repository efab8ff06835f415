import type { AudioFlag, FrameRate } from './probe.ts'

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
  /** 2, or 6 for 5.1. */
  channels: number
  bitrate: number
  isDefault: boolean
  flags: AudioFlag[]
  /** Of the track as planned, before its gain; null until it was measured, or when it is silent. */
  loudness: Loudness | null
}

/** EBU R 128 figures of one sound track. */
export interface Loudness {
  /** Integrated programme loudness in LUFS. */
  integrated: number
  /** Loudness range in LU. */
  range: number
  /** In dBTP. */
  truePeak: number
}

/** One subtitle track to make. */
export interface SubtitlePlan {
  name: string
  sourceStreamIndex: number
  language: string
  title: string | null
  /** As the source holds it: "subrip", "ass", "mov_text", "webvtt". */
  codec: string
  isDefault: boolean
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
