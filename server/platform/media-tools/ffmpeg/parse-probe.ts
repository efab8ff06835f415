import { z } from 'zod'
import { audioFlags } from '../port/probe.ts'
import type {
  AudioFlag,
  FrameRate,
  MediaProbe,
  ProbedAudio,
  ProbedChapter,
  ProbedColor,
  ProbedSubtitle,
  ProbedVideo,
} from '../port.ts'

const TEXT_CODECS = new Set(['subrip', 'mov_text', 'ass', 'ssa', 'webvtt', 'text'])
const INTERLACED = new Set(['tt', 'bb', 'tb', 'bt'])

const tagsSchema = z.record(z.string(), z.string()).default({})
const streamSchema = z.object({
  index: z.int(),
  codec_type: z.string().default('unknown'),
  codec_name: z.string().default('unknown'),
  profile: z.string().optional(),
  pix_fmt: z.string().default('unknown'),
  width: z.int().default(0),
  height: z.int().default(0),
  sample_aspect_ratio: z.string().default('1:1'),
  r_frame_rate: z.string().default('0/0'),
  avg_frame_rate: z.string().default('0/0'),
  field_order: z.string().default('progressive'),
  bit_rate: z.string().optional(),
  start_time: z.string().default('0'),
  duration: z.string().optional(),
  channels: z.int().default(0),
  channel_layout: z.string().optional(),
  sample_rate: z.string().default('0'),
  disposition: z.record(z.string(), z.number()).default({}),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  color_transfer: z.string().optional(),
  color_primaries: z.string().optional(),
  bits_per_raw_sample: z.string().optional(),
  side_data_list: z
    .array(
      z.looseObject({
        rotation: z.number().optional(),
        dv_profile: z.number().optional(),
        max_content: z.number().optional(),
        max_luminance: z.string().optional(),
      }),
    )
    .default([]),
  tags: tagsSchema,
})
type Stream = z.infer<typeof streamSchema>

/** The part of ffprobe's JSON (`-show_format -show_streams -show_chapters`) that Marquee reads. */
export const ffprobeSchema = z.object({
  format: z.object({
    duration: z.string().optional(),
    size: z.string().default('0'),
    start_time: z.string().default('0'),
  }),
  streams: z.array(streamSchema).default([]),
  chapters: z.array(z.object({ start_time: z.string(), end_time: z.string(), tags: tagsSchema })).default([]),
})
export type FfprobeOutput = z.infer<typeof ffprobeSchema>

/** Reshapes ffprobe's answer; a cover picture is no film, and times become milliseconds. */
export function parseProbe(container: string, output: FfprobeOutput): MediaProbe {
  const { streams } = output
  const film = streams.find(
    (stream) => stream.codec_type === 'video' && stream.disposition.attached_pic !== 1,
  )
  const durationMs = readDurationMs(output)
  return {
    container,
    durationMs,
    sizeBytes: Number(output.format.size),
    video: film ? readVideo(film, Number(output.format.start_time)) : null,
    audio: streams.filter((stream) => stream.codec_type === 'audio' && stream.channels > 0).map(readAudio),
    subtitles: streams.filter((stream) => stream.codec_type === 'subtitle').map(readSubtitle),
    chapters: readChapters(output, durationMs),
  }
}

/** The BCP 47 tag of an ISO 639 code as containers carry it ("vie" gives "vi"), "und" when it is none. */
export function toLanguageTag(code: string | undefined): string {
  if (!code) return 'und'
  try {
    return Intl.getCanonicalLocales(code.replaceAll('_', '-'))[0] ?? 'und'
  } catch {
    return 'und'
  }
}

/** Reads "24000/1001"; null for "0/0" and anything else that is no rate. */
function parseFrameRate(text: string): FrameRate | null {
  const [num, den] = text.split('/').map(Number)
  return num && den && num > 0 && den > 0 ? { num, den } : null
}

function readDurationMs({ format, streams }: FfprobeOutput): number {
  const seconds = format.duration
    ? Number(format.duration)
    : Math.max(0, ...streams.map((stream) => Number(stream.duration ?? 0)))
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : 0
}

function readVideo(stream: Stream, zeroS: number): ProbedVideo {
  const rotation = readRotation(stream)
  const [sarNum, sarDen] = stream.sample_aspect_ratio.split(':').map(Number)
  const stretch = sarNum && sarDen ? sarNum / sarDen : 1
  const shown = { width: Math.round(stream.width * stretch), height: stream.height }
  const sideways = rotation === 90 || rotation === 270
  return {
    streamIndex: stream.index,
    codec: stream.codec_name,
    profile: stream.profile ?? null,
    pixelFormat: stream.pix_fmt,
    codedWidth: stream.width,
    codedHeight: stream.height,
    width: sideways ? shown.height : shown.width,
    height: sideways ? shown.width : shown.height,
    sampleAspectRatio: stretch === 1 ? '1:1' : stream.sample_aspect_ratio,
    rotation,
    frameRate: chooseFrameRate(stream),
    interlaced: INTERLACED.has(stream.field_order),
    color: readColor(stream),
    startMs: Math.max(0, (Number(stream.start_time) - zeroS) * 1000) || 0,
    durationMs: stream.duration ? Math.round(Number(stream.duration) * 1000) : null,
    bitrate: stream.bit_rate ? Number(stream.bit_rate) : null,
  }
}

function readColor(stream: Stream): ProbedColor {
  const said = (value: string | undefined): string | null =>
    value && !['unknown', 'unspecified', 'reserved'].includes(value) ? value : null
  const dolby = stream.side_data_list.find((data) => data.dv_profile !== undefined)
  return {
    primaries: said(stream.color_primaries),
    transfer: said(stream.color_transfer),
    matrix: said(stream.color_space),
    range: stream.color_range === 'pc' ? 'full' : stream.color_range === 'tv' ? 'limited' : null,
    bitDepth: readBitDepth(stream),
    peakNits: readPeakNits(stream),
    dolbyVisionProfile: dolby?.dv_profile ?? null,
  }
}

// The content's own light level where it is told, else what the mastering display could show ("10000000/10000").
function readPeakNits({ side_data_list: sideData }: Stream): number | null {
  const content = sideData.find((data) => data.max_content)?.max_content
  const [num, den] = (sideData.find((data) => data.max_luminance)?.max_luminance ?? '').split('/').map(Number)
  const nits = content ?? (num && den ? num / den : 0)
  return nits >= 100 && nits <= 10_000 ? nits : null
}

// Pixel formats carry their depth where it is not 8: "yuv420p10le", "p010le", "gbrp12be", "rgb48le".
function readBitDepth({ pix_fmt: format, bits_per_raw_sample: raw }: Stream): number {
  const named = /(?:p|p0|gray)(9|10|12|14|16)(?:le|be)$/.exec(format)?.[1]
  if (named) return Number(named)
  if (/^(rgb|bgr)48/.test(format)) return 16
  return Number(raw ?? 8) || 8
}

// r_frame_rate is exact for constant rates and far too high for variable ones; the average tells which it is.
function chooseFrameRate(stream: Stream): FrameRate {
  const nominal = parseFrameRate(stream.r_frame_rate)
  const average = parseFrameRate(stream.avg_frame_rate)
  if (!nominal || !average) return nominal ?? average ?? { num: 25, den: 1 }
  const ratio = nominal.num / nominal.den / (average.num / average.den)
  return Math.abs(ratio - 1) < 0.01 ? nominal : average
}

function readRotation(stream: Stream): number {
  const matrix = stream.side_data_list.find((data) => data.rotation !== undefined)?.rotation
  const clockwise = matrix === undefined ? Number(stream.tags.rotate ?? 0) : -matrix
  return (((Math.round(clockwise / 90) * 90) % 360) + 360) % 360
}

function readAudio(stream: Stream): ProbedAudio {
  return {
    streamIndex: stream.index,
    codec: stream.codec_name,
    channels: stream.channels,
    channelLayout: stream.channel_layout ?? null,
    sampleRate: Number(stream.sample_rate),
    language: toLanguageTag(stream.tags.language),
    title: readTitle(stream),
    isDefault: stream.disposition.default === 1,
    flags: readAudioFlags(stream),
  }
}

const FLAG_DISPOSITIONS: Record<AudioFlag, string> = {
  original: 'original',
  dub: 'dub',
  commentary: 'comment',
  'visual-impaired': 'visual_impaired',
  'hearing-impaired': 'hearing_impaired',
  forced: 'forced',
}

function readAudioFlags({ disposition }: Stream): AudioFlag[] {
  return audioFlags.filter((flag) => disposition[FLAG_DISPOSITIONS[flag]] === 1)
}

function readSubtitle(stream: Stream): ProbedSubtitle {
  return {
    streamIndex: stream.index,
    codec: stream.codec_name,
    isText: TEXT_CODECS.has(stream.codec_name),
    language: toLanguageTag(stream.tags.language),
    title: readTitle(stream),
    forced: stream.disposition.forced === 1,
    hearingImpaired: stream.disposition.hearing_impaired === 1,
    isDefault: stream.disposition.default === 1,
  }
}

// MP4 has no track title; ffmpeg keeps one in the handler's name, beside the names that muxers fill in.
function readTitle(stream: Stream): string | null {
  const handler = stream.tags.handler_name
  const given =
    stream.tags.title ?? (handler && !/handler|^(Apple|Core|ISO|GPAC)/i.test(handler) ? handler : undefined)
  return given?.trim() || null
}

function readChapters({ chapters }: FfprobeOutput, durationMs: number): ProbedChapter[] {
  return chapters
    .map((chapter) => ({
      startMs: Math.max(0, Math.round(Number(chapter.start_time) * 1000)),
      endMs: Math.min(durationMs, Math.round(Number(chapter.end_time) * 1000)),
      title: chapter.tags.title?.trim() ?? '',
    }))
    .filter((chapter) => chapter.endMs > chapter.startMs)
    .sort((a, b) => a.startMs - b.startMs)
}
