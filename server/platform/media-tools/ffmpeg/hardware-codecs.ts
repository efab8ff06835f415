import type { Rung } from '../port.ts'
import { capArguments, keyFrameArguments, type VideoCodec } from './video-codec.ts'

// Decoding and filters stay on the processor, so that every film goes the same way; only the encode is the card's.

/** NVIDIA cards. */
export const nvenc: VideoCodec = {
  name: 'nvenc',
  deviceArguments: [],
  pixels: 'format=yuv420p',
  rungArguments: (rung, gopFrames) =>
    [
      ['-c:v', 'h264_nvenc', '-preset', 'p5', '-tune', 'hq', '-profile:v', 'high'],
      ['-rc', 'vbr', '-cq', String(rung.crf), '-b:v', '0', ...capArguments(rung)],
      ['-no-scenecut', '1', '-forced-idr', '1', '-strict_gop', '1'],
      keyFrameArguments(gopFrames),
    ].flat(),
}

/** Intel's Quick Sync; a quality beside a cap makes it choose its QVBR mode. */
export const qsv: VideoCodec = {
  name: 'qsv',
  deviceArguments: [],
  pixels: 'format=nv12',
  rungArguments: (rung, gopFrames) =>
    [
      ['-c:v', 'h264_qsv', '-preset', 'medium', '-profile:v', 'high'],
      ['-global_quality', String(rung.crf), '-b:v', String(rung.bitrate), ...capArguments(rung)],
      ['-adaptive_i', '0', '-forced_idr', '1', '-idr_interval', '0', '-flags', '+cgop'],
      keyFrameArguments(gopFrames),
    ].flat(),
}

/** Not every driver knows the mode that holds a quality under a cap; the other one holds a rate. */
export const vaapiModes = ['QVBR', 'VBR'] as const
export type VaapiMode = (typeof vaapiModes)[number]

/** Cards of Intel and AMD by Linux's own interface: `device` is one of `/dev/dri/renderD…`. */
export function vaapi(device: string, mode: VaapiMode): VideoCodec {
  const quality = (rung: Rung): string[] => (mode === 'QVBR' ? ['-global_quality', String(rung.crf)] : [])
  return {
    name: 'vaapi',
    deviceArguments: ['-init_hw_device', `vaapi=card:${device}`, '-filter_hw_device', 'card'],
    pixels: 'format=nv12,hwupload',
    rungArguments: (rung, gopFrames) =>
      [
        ['-c:v', 'h264_vaapi', '-profile:v', 'high', '-rc_mode', mode],
        [...quality(rung), '-b:v', String(rung.bitrate), ...capArguments(rung)],
        ['-idr_interval', '0', '-flags', '+cgop'],
        keyFrameArguments(gopFrames),
      ].flat(),
  }
}
