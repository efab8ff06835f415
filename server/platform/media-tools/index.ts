import { env, type Environment } from '../env/env.ts'
import { log } from '../log/log.ts'
import { analysePicture } from './analyse/analyse-picture.ts'
import { lookAtFields } from './analyse/look-at-fields.ts'
import { checkPackage } from './check/check-package.ts'
import { sampleSource } from './check/sample-source.ts'
import { chooseEncoder, type EncoderChoice } from './encoders/choose-encoder.ts'
import { createFfmpegEncoder } from './encoders/ffmpeg-encoder.ts'
import { readMediaConvertConfig } from './encoders/mediaconvert/config.ts'
import type { OutsideEncoder } from './encoders/mediaconvert/index.ts'
import { extractPosters } from './ffmpeg/extract-posters.ts'
import { extractSubtitles } from './ffmpeg/extract-subtitles.ts'
import { joinChunks } from './ffmpeg/join-chunks.ts'
import { measureLoudness } from './ffmpeg/measure-loudness.ts'
import { makeStoryboard } from './ffmpeg/make-storyboard.ts'
import { checkClock } from './ffmpeg/check-clock.ts'
import { checkWhole, lookForEnd } from './ffmpeg/check-whole.ts'
import { probe } from './ffmpeg/probe.ts'
import { x264 } from './ffmpeg/x264.ts'
import { readPictureSubtitles } from './ocr/read-picture-subtitles.ts'
import { packageWithFfmpeg } from './packager/package-with-ffmpeg.ts'
import { packageWithShaka } from './packager/package-with-shaka.ts'
import type { Encoder, MediaTools } from './port.ts'

export type * from './port.ts'
export { MediaToolError, type MediaToolErrorCode } from './errors.ts'
export { watchTools } from './ffmpeg/tools-at-work.ts'
export { planSamples, sampledFile } from './check/sample-source.ts'
export { videoName } from './track-file.ts'

export interface MediaToolsConfig {
  ffmpegPath: string
  ffprobePath: string
  /** Shaka Packager; without it ffmpeg writes clear HLS alone. */
  packagerPath: string | null
  /** Reads subtitles that are pictures. */
  tesseractPath?: string
  /** x264 unless it says otherwise. */
  encoder?: EncoderChoice
  /** How many threads one encode may use; ffmpeg takes the machine otherwise. */
  encodeThreads?: number | null
  /** Opens an encoder outside; then no other is asked. */
  outside?: () => Promise<OutsideEncoder>
}

/** Media tools of this machine: ffmpeg, and Shaka Packager where there is one. */
export function createMediaTools(config: MediaToolsConfig): MediaTools {
  const {
    ffmpegPath,
    ffprobePath,
    packagerPath,
    tesseractPath = 'tesseract',
    encoder: choice = 'x264',
    encodeThreads: threads = null,
    outside,
  } = config
  let chosen: Promise<Encoder> | undefined
  let opened: Promise<OutsideEncoder> | undefined
  const openOutside = (): Promise<OutsideEncoder> | undefined => (opened ??= outside?.())
  // Cards are tried once a process, when the first film comes.
  const encoder = (): Promise<Encoder> =>
    openOutside() ?? (chosen ??= chooseEncoder({ ffmpegPath, choice, threads, log: log() }))
  // What is joined must come from one kind of encoder, on whichever machine each chunk is made.
  const chunks = createFfmpegEncoder(ffmpegPath, x264, threads)
  return {
    probe: (file, options) => probe(ffprobePath, file, options),
    measureLoudness: (input) => measureLoudness(ffmpegPath, input),
    encode: async (input) => (input.chunk ? chunks : await encoder()).encode(input),
    encodesChunks: async () => (await encoder()).name === 'x264',
    abandonEncodes: async (ledger) => (await openOutside())?.abandon(ledger),
    joinChunks: (input) => joinChunks(ffmpegPath, input),
    analysePicture: (input) => analysePicture(ffmpegPath, input),
    lookForEnd: (file, options = {}) => lookForEnd(ffprobePath, file, options),
    async checkWhole(input) {
      await checkWhole(ffprobePath, input)
      await checkClock(ffprobePath, input)
    },
    lookAtFields: (input) => lookAtFields(ffmpegPath, input),
    extractPosters: (input) => extractPosters(ffmpegPath, input),
    makeStoryboard: (input) => makeStoryboard(ffmpegPath, input),
    extractSubtitles: (input) => extractSubtitles(ffmpegPath, input),
    readPictureSubtitles: (input) => readPictureSubtitles({ ffmpegPath, tesseractPath }, input),
    package: (input) =>
      packagerPath ? packageWithShaka(packagerPath, input) : packageWithFfmpeg(ffmpegPath, input),
    sampleSource: (input) => sampleSource(ffmpegPath, input),
    check: (input) => checkPackage(ffmpegPath, input),
  }
}

let configured: MediaTools | undefined

/**
 * Gives the media tools that the environment names (`FFMPEG_PATH`, `FFPROBE_PATH`, `PACKAGER_PATH`, `TESSERACT_PATH`,
 * `ENCODER`).
 */
export function mediaTools(): MediaTools {
  const settings = env()
  configured ??= createMediaTools({
    ffmpegPath: settings.FFMPEG_PATH,
    ffprobePath: settings.FFPROBE_PATH,
    packagerPath: settings.PACKAGER_PATH ?? null,
    tesseractPath: settings.TESSERACT_PATH,
    ...encoderOf(settings),
    encodeThreads: settings.ENCODE_THREADS ?? null,
  })
  return configured
}

function encoderOf(settings: Environment): Pick<MediaToolsConfig, 'encoder' | 'outside'> {
  if (settings.ENCODER !== 'mediaconvert') return { encoder: settings.ENCODER }
  const config = readMediaConvertConfig(settings)
  const tools = { ffmpegPath: settings.FFMPEG_PATH, ffprobePath: settings.FFPROBE_PATH }
  return {
    // AWS's clients are loaded only where they are used.
    outside: async () => (await import('./encoders/mediaconvert/index.ts')).openMediaConvert(config, tools),
  }
}
