import { env } from '../env/env.ts'
import { checkPackage } from './check/check-package.ts'
import { encode } from './ffmpeg/encode.ts'
import { extractPosters } from './ffmpeg/extract-posters.ts'
import { extractSubtitles } from './ffmpeg/extract-subtitles.ts'
import { makeStoryboard } from './ffmpeg/make-storyboard.ts'
import { probe } from './ffmpeg/probe.ts'
import { packageWithFfmpeg } from './packager/package-with-ffmpeg.ts'
import { packageWithShaka } from './packager/package-with-shaka.ts'
import type { MediaTools } from './port.ts'

export type * from './port.ts'
export { MediaToolError, type MediaToolErrorCode } from './errors.ts'
export { videoName } from './track-file.ts'

export interface MediaToolsConfig {
  ffmpegPath: string
  ffprobePath: string
  /** Shaka Packager; without it ffmpeg writes clear HLS alone. */
  packagerPath: string | null
}

/** Media tools of this machine: ffmpeg, and Shaka Packager where there is one. */
export function createMediaTools(config: MediaToolsConfig): MediaTools {
  const { ffmpegPath, ffprobePath, packagerPath } = config
  return {
    probe: (file, options) => probe(ffprobePath, file, options),
    encode: (input) => encode(ffmpegPath, input),
    extractPosters: (input) => extractPosters(ffmpegPath, input),
    makeStoryboard: (input) => makeStoryboard(ffmpegPath, input),
    extractSubtitles: (input) => extractSubtitles(ffmpegPath, input),
    package: (input) =>
      packagerPath ? packageWithShaka(packagerPath, input) : packageWithFfmpeg(ffmpegPath, input),
    check: (input) => checkPackage({ ffmpegPath, ffprobePath }, input),
  }
}

let configured: MediaTools | undefined

/** Gives the media tools that the environment names (`FFMPEG_PATH`, `FFPROBE_PATH`, `PACKAGER_PATH`). */
export function mediaTools(): MediaTools {
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath, PACKAGER_PATH: packagerPath } = env()
  configured ??= createMediaTools({ ffmpegPath, ffprobePath, packagerPath: packagerPath ?? null })
  return configured
}
