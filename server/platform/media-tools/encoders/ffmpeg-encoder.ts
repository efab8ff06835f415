import { encode } from '../ffmpeg/encode.ts'
import type { Threads } from '../ffmpeg/threads.ts'
import type { VideoCodec } from '../ffmpeg/video-codec.ts'
import type { Encoder } from '../port.ts'

/** An encoder that is ffmpeg on this machine, with one of its H.264 codecs. */
export function createFfmpegEncoder(ffmpegPath: string, codec: VideoCodec, threads: Threads = null): Encoder {
  return { name: codec.name, encode: (input) => encode(ffmpegPath, codec, input, threads) }
}
