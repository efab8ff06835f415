import { join } from 'node:path'
import type {
  AudioPlan,
  EncodedTrack,
  EncodeInput,
  FrameRate,
  Ladder,
  MediaProbe,
  ProbedVideo,
  Rung,
} from '../port.ts'
import { createProgressParser } from './parse-progress.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'

// Measured on 2 cores, 30 s of 720p to four rungs: superfast 6.8 s, veryfast 8.3 s with two thirds of its size, faster 16 s.
const PRESET = 'veryfast'
const CRF = 23
/** The smallest picture lies far below its cap at the common quality and looks it. */
const SMALLEST_CRF = 21
const SMALLEST_SHORT_SIDE = 240
/** A picture that ends this much before the sound is held to the end. */
const HOLD_BEYOND_MS = 250

/** Makes every rung and sound track with one ffmpeg and one decode, as `<rung>.mp4` and `<audio>.mp4`. */
export async function encode(ffmpegPath: string, input: EncodeInput): Promise<EncodedTrack[]> {
  const parse = createProgressParser(input.probe.durationMs)
  await runTool({
    tool: ffmpegPath,
    args: encodeArguments(input),
    failure: 'encode-failed',
    signal: input.signal,
    onLine: (line) => {
      const progress = parse(line)
      if (progress) input.onProgress?.(progress)
    },
  })
  return [
    ...input.ladder.rungs.map((rung) => track('video', videoName(rung), input.outputDir)),
    ...input.ladder.audio.map((audio) => track('audio', audio.name, input.outputDir)),
  ]
}

/** The file name, without ending, of a rung's track. */
export function videoName(rung: Rung): string {
  return `video-${rung.name}`
}

/** The whole command line of an encode after the program's name. */
export function encodeArguments(
  input: Pick<EncodeInput, 'file' | 'probe' | 'ladder' | 'outputDir'>,
): string[] {
  const { file, probe, ladder, outputDir } = input
  const seconds = (probe.durationMs / 1000).toFixed(3)
  const end = ['-t', seconds, '-map_metadata', '-1', '-map_chapters', '-1', '-f', 'mp4']
  return [
    ...quietArguments,
    '-progress',
    'pipe:1',
    '-nostats',
    ...inputArguments(file, probe.container),
    '-filter_complex',
    filterGraph(probe, ladder),
    ...ladder.rungs.flatMap((rung, index) => [
      '-map',
      `[v${index}]`,
      ...videoArguments(rung, ladder.gopFrames),
      ...end,
      outputPath(join(outputDir, `${videoName(rung)}.mp4`)),
    ]),
    ...ladder.audio.flatMap((audio, index) => [
      '-map',
      `[a${index}]`,
      ...audioArguments(audio),
      ...end,
      outputPath(join(outputDir, `${audio.name}.mp4`)),
    ]),
  ]
}

function track(kind: EncodedTrack['kind'], name: string, outputDir: string): EncodedTrack {
  return { kind, name, file: join(outputDir, `${name}.mp4`) }
}

function filterGraph(probe: MediaProbe, ladder: Ladder): string {
  return [
    ...videoFilters(probe, ladder),
    ...ladder.audio.map((audio, index) => audioFilter(audio, index, probe)),
  ].join(';')
}

function videoFilters(probe: MediaProbe, ladder: Ladder): string[] {
  const { video } = probe
  if (!video || ladder.rungs.length === 0) return []
  const missingMs = video.durationMs === null ? 0 : probe.durationMs - video.durationMs
  const shared = [
    ...frameClock(video, ladder.frameRate, true),
    ...(missingMs > HOLD_BEYOND_MS
      ? [`tpad=stop_mode=clone:stop_duration=${(missingMs / 1000).toFixed(3)}`]
      : []),
  ]
  const inputs = ladder.rungs.map((_, index) => `[s${index}]`).join('')
  return [
    `[0:${video.streamIndex}]${shared.join(',')},split=${ladder.rungs.length}${inputs}`,
    ...ladder.rungs.map(
      (rung, index) =>
        `[s${index}]scale=${rung.width}:${rung.height}:flags=bicubic,setsar=1,format=yuv420p[v${index}]`,
    ),
  ]
}

/**
 * The filters that put a source's pictures on the ladder's constant rate, counted from the file's zero; `fromStart`
 * repeats the first picture back to it. A picture that begins between two of the rate's frames (behind an AAC track's
 * priming, say) is shifted by that part of a frame: half-way, rounding would drop some frames and double others.
 */
export function frameClock(
  video: Pick<ProbedVideo, 'interlaced' | 'startMs'>,
  { num, den }: FrameRate,
  fromStart: boolean,
): string[] {
  const startFrames = (video.startMs * num) / (den * 1000)
  const shiftS = ((startFrames - Math.round(startFrames)) * den) / num
  return [
    ...(video.interlaced ? ['yadif=deint=interlaced'] : []),
    ...(Math.abs(shiftS) >= 0.001 ? [`setpts=PTS-(${shiftS.toFixed(6)})/TB`] : []),
    `fps=${num}/${den}${fromStart ? ':start_time=0' : ''}`,
  ]
}

function audioFilter(audio: AudioPlan, index: number, probe: MediaProbe): string {
  const layout = audio.channels === 6 ? '5.1' : audio.channels === 1 ? 'mono' : 'stereo'
  const whole = (probe.durationMs / 1000).toFixed(3)
  return `[0:${audio.sourceStreamIndex}]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=${layout},apad=whole_dur=${whole}[a${index}]`
}

function videoArguments(rung: Rung, gopFrames: number): string[] {
  return [
    '-c:v',
    'libx264',
    '-preset',
    PRESET,
    '-profile:v',
    'high',
    '-crf',
    String(Math.min(rung.width, rung.height) <= SMALLEST_SHORT_SIDE ? SMALLEST_CRF : CRF),
    '-maxrate',
    String(Math.round(rung.bitrate * 1.5)),
    '-bufsize',
    String(rung.bitrate * 2),
    '-g',
    String(gopFrames),
    '-keyint_min',
    String(gopFrames),
    '-sc_threshold',
    '0',
    '-flags',
    '+cgop',
    '-force_key_frames',
    `expr:eq(mod(n,${gopFrames}),0)`,
  ]
}

function audioArguments(audio: AudioPlan): string[] {
  return ['-c:a', 'aac', '-b:a', String(audio.bitrate), '-ac', String(audio.channels)]
}
