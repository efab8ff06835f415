import type { EncoderName, Rung } from '../port.ts'

/** One of ffmpeg's H.264 encoders: what its command line needs beside the film and its filters. */
export interface VideoCodec {
  name: EncoderName
  /** Options before the input: the device it works on. */
  deviceArguments: readonly string[]
  /** The last filters of a rung: the pixels it takes, where it takes them. */
  pixels: string
  /** Encoder settings of one rung: capped quality, closed groups of pictures that begin at the same frames in all rungs. */
  rungArguments(rung: Rung, gopFrames: number): string[]
}

/** The cap on a rung's bit rate: peaks of one and a half times its target, over two seconds of it. */
export function capArguments(rung: Rung): string[] {
  return ['-maxrate', String(Math.round(rung.bitrate * 1.5)), '-bufsize', String(rung.bitrate * 2)]
}

/** Key frames at the same frames in every rung, and none between. */
export function keyFrameArguments(gopFrames: number): string[] {
  return ['-g', String(gopFrames), '-force_key_frames', `expr:eq(mod(n,${gopFrames}),0)`]
}
