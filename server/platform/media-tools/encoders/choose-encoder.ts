import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../log/log.ts'
import { MediaToolError } from '../errors.ts'
import { nvenc, qsv, vaapi, vaapiModes } from '../ffmpeg/hardware-codecs.ts'
import { quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { Threads } from '../ffmpeg/threads.ts'
import type { VideoCodec } from '../ffmpeg/video-codec.ts'
import { x264 } from '../ffmpeg/x264.ts'
import type { Encoder, LocalEncoderName } from '../port.ts'
import { withFallBack } from './fall-back.ts'
import { createFfmpegEncoder } from './ffmpeg-encoder.ts'

export type EncoderChoice = 'auto' | LocalEncoderName

export interface EncoderConfig {
  ffmpegPath: string
  /** `auto` takes the first card that works, else x264. */
  choice: EncoderChoice
  log: Log
  /** How many threads the processor may use for a film. */
  threads?: Threads
  /** Where Linux lists graphics cards. */
  cardsFolder?: string
}

const CARDS_FOLDER = '/dev/dri'
const TRIAL_TIMEOUT_MS = 15_000

/**
 * Gives the encoder of the choice: a card counts as there when it has encoded a second of picture with the very
 * settings of a rung. What is asked for and is not there is said in the log, and x264 stands in; so it does for a
 * film that the card fails on.
 */
export async function chooseEncoder(config: EncoderConfig): Promise<Encoder> {
  const { ffmpegPath, choice, log } = config
  const processor = createFfmpegEncoder(ffmpegPath, x264, config.threads)
  if (choice === 'x264') return processor
  for (const codec of await listCodecs(choice, config.cardsFolder ?? CARDS_FOLDER)) {
    const fault = await tryCodec(ffmpegPath, codec)
    const device = codec.deviceArguments[1]
    if (fault === null) {
      log.info({ encoder: codec.name, device }, 'films are encoded by a card')
      return withFallBack(createFfmpegEncoder(ffmpegPath, codec, config.threads), processor, log)
    }
    log.debug({ encoder: codec.name, device, fault }, 'an encoder is not there')
  }
  if (choice === 'auto')
    log.info({ encoder: 'x264' }, 'films are encoded by the processor: no card for it was found')
  else
    log.warn({ asked: choice, encoder: 'x264' }, 'the encoder asked for does not work here; x264 stands in')
  return processor
}

async function listCodecs(choice: EncoderChoice, cardsFolder: string): Promise<VideoCodec[]> {
  const cards = await listCards(cardsFolder)
  const all = [nvenc, qsv, ...cards.flatMap((card) => vaapiModes.map((mode) => vaapi(card, mode)))]
  return choice === 'auto' ? all : all.filter((codec) => codec.name === choice)
}

async function listCards(folder: string): Promise<string[]> {
  // No such folder is no card.
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.startsWith('renderD'))
    .toSorted()
    .map((name) => join(folder, name))
}

/** Encodes a second of picture; gives why it did not work, or null. */
async function tryCodec(ffmpegPath: string, codec: VideoCodec): Promise<string | null> {
  const rung = { name: '240p', width: 426, height: 240, bitrate: 300_000, crf: 23 }
  const picture = `testsrc2=s=${rung.width}x${rung.height}:r=24:d=1`
  try {
    await runTool({
      tool: ffmpegPath,
      args: [
        quietArguments,
        codec.deviceArguments,
        ['-f', 'lavfi', '-i', picture, '-vf', codec.pixels],
        codec.rungArguments(rung, 12),
        ['-f', 'null', '-'],
      ].flat(),
      failure: 'encode-failed',
      hardware: true,
      signal: AbortSignal.timeout(TRIAL_TIMEOUT_MS),
    })
    return null
  } catch (error) {
    return error instanceof MediaToolError && error.stderrTail ? error.stderrTail : String(error)
  }
}
