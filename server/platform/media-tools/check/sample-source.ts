import { join } from 'node:path'
import { mapAtOnce } from '../../concurrency/map-at-once.ts'
import { colorFilters } from '../ffmpeg/color-filters.ts'
import { inputArguments, outputPath, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import { secondsOf, zeroArguments } from '../ffmpeg/stretch.ts'
import { frameClock } from '../ffmpeg/video-filters.ts'
import type { FrameRate, Ladder, MediaProbe, Rung, SampledSource, SampleSourceInput } from '../port.ts'
import { planSegmentStarts } from '../packager/segment-starts.ts'
import { videoName } from '../track-file.ts'

/** Moments that are compared: one for every five seconds, within these bounds. */
const LEAST_SAMPLES = 3
const MOST_SAMPLES = 6
const SAMPLE_EVERY_MS = 5000
/** Demuxers seek by decoding time, which runs ahead of a picture's own by a few frames. */
const SEEK_AHEAD_S = 0.5
/** These do not know where their key frames are: a seek may land behind the last one, so it goes further back. */
const UNINDEXED = new Set(['mpegts', 'mpeg'])
const UNINDEXED_AHEAD_S = 12
/** Each reading has a decoder of its own in memory. */
const MOST_READINGS = 3
/** Moments this close are reached by one reading of the source: a seek would decode most of it again. */
const ONE_READING_S = 10
/** How far behind the start of a segment a frame is looked at: past the key frame, within what follows it closely. */
const BEHIND_START = 2

/**
 * Keeps what the source shows at moments spread over the film, put through the encode's own clock and colours and
 * scaled to every rung; of a stretch, those within it.
 */
export async function sampleSource(ffmpegPath: string, input: SampleSourceInput): Promise<SampledSource> {
  const { probe, ladder, stretch, outputDir } = input
  const all = planSamples(probe, ladder)
  const frames = stretch
    ? all.filter((frame) => frame >= stretch.firstFrame && frame < stretch.firstFrame + stretch.frames)
    : all
  const readings = inReadings(frames, ladder.frameRate)
  const shares = Array.from({ length: Math.ceil(readings.length / MOST_READINGS) }, (_, index) =>
    readings.slice(index * MOST_READINGS, (index + 1) * MOST_READINGS),
  )
  await mapAtOnce(1, shares, (share) =>
    runTool({
      tool: ffmpegPath,
      args: sampleArguments(input, share),
      failure: 'decode-failed',
      givesWay: true,
      signal: input.signal,
    }),
  )
  return { folder: outputDir, frames }
}

/** The moments of a film that are compared, in frames of the ladder's rate. */
export function planSamples(probe: MediaProbe, ladder: Ladder): number[] {
  const count = Math.min(MOST_SAMPLES, Math.max(LEAST_SAMPLES, Math.ceil(probe.durationMs / SAMPLE_EVERY_MS)))
  const meant = sampleFrames(pictureEndMs(probe), ladder.frameRate, count)
  const starts = planSegmentStarts(ladder, probe.durationMs)
  // Of a film of a few frames, several moments are the same.
  return [...new Set(nearSegmentStarts(meant, ladder.frameRate, starts))]
}

/** The file, a single raw picture in yuv420p, of a moment in the size of a rung. */
export function sampledFile({ folder }: Pick<SampledSource, 'folder'>, frame: number, rung: Rung): string {
  return join(folder, `${videoName(rung)}-${frame}.yuv`)
}

/** How many bytes such a file has. */
export function sampledBytes({ width, height }: Pick<Rung, 'width' | 'height'>): number {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2)
}

/**
 * Moves each frame to just behind the start of a segment where one begins within its part of the film: a few pictures
 * are decoded to get there instead of a segment's worth, in every rung. The film's own start stays out: it is often
 * black.
 */
export function nearSegmentStarts(
  frames: readonly number[],
  { num, den }: FrameRate,
  segmentStartsS: readonly number[],
): number[] {
  const partFrames = (frames[1] ?? Infinity) - (frames[0] ?? 0)
  const starts = segmentStartsS
    .filter((startS) => startS > 0)
    .map((startS) => Math.round((startS * num) / den) + BEHIND_START)
  return frames.map((frame) => {
    const nearest = starts.toSorted((a, b) => Math.abs(a - frame) - Math.abs(b - frame))[0]
    // The last frames of a film have no neighbour behind them.
    return nearest !== undefined && Math.abs(nearest - frame) < partFrames / 2 - BEHIND_START
      ? nearest
      : frame
  })
}

/** Numbers of frames at the middle of equal parts of a film. */
export function sampleFrames(durationMs: number, { num, den }: FrameRate, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.round((durationMs * (index + 0.5) * num) / (count * den * 1000)),
  )
}

// Sound may go on after the last picture, which the encode then holds; the source has nothing there to compare with.
function pictureEndMs({ durationMs, video }: MediaProbe): number {
  if (!video || video.durationMs === null) return durationMs
  return Math.min(durationMs, video.startMs + video.durationMs)
}

// Time stamps stay the file's own, counted from its zero as the encode counts them, so that frames are told by them
// and a seek need only land somewhere before the frame meant.
function sampleArguments(input: SampleSourceInput, readings: readonly number[][]): string[] {
  const { file, probe, ladder } = input
  return [
    ...quietArguments,
    '-copyts',
    '-start_at_zero',
    ...readings.flatMap(([first = 0]) => [
      ...seekArguments(sourceSeek(first, ladder.frameRate, probe.container)),
      ...zeroArguments(probe.container),
      ...inputArguments(file, probe.container),
    ]),
    '-filter_complex',
    readings.map((reading, index) => readingGraph(input, reading, index)).join(';'),
    ...readings
      .flat()
      .flatMap((frame) =>
        ladder.rungs.flatMap((rung, index) =>
          [
            ['-map', `[o${frame}r${index}]`, '-frames:v', '1', '-fps_mode', 'passthrough'],
            ['-c:v', 'rawvideo', '-f', 'rawvideo'],
            outputPath(sampledFile({ folder: input.outputDir }, frame, rung)),
          ].flat(),
        ),
      ),
  ]
}

/** Frames that one reading of the source reaches one after the other. */
function inReadings(frames: readonly number[], frameRate: FrameRate): number[][] {
  const readings: number[][] = []
  for (const frame of frames) {
    const last = readings.at(-1)
    if (last && secondsOf(frame - (last.at(-1) ?? 0), frameRate) < ONE_READING_S) last.push(frame)
    else readings.push([frame])
  }
  return readings
}

function sourceSeek(frame: number, frameRate: FrameRate, container: string): number {
  const ahead = UNINDEXED.has(container) ? UNINDEXED_AHEAD_S : SEEK_AHEAD_S
  return Math.max(0, secondsOf(frame, frameRate) - ahead)
}

function seekArguments(seconds: number): string[] {
  return seconds === 0 ? [] : ['-noaccurate_seek', '-ss', seconds.toFixed(6)]
}

/** From a reading of the source to its frames in every rung's size, `[o<frame>r<rung>]`, on the ladder's clock. */
function readingGraph(
  { probe, ladder }: SampleSourceInput,
  frames: readonly number[],
  reading: number,
): string {
  const { frameRate, rungs } = ladder
  const fromStart = sourceSeek(frames[0] ?? 0, frameRate, probe.container) === 0
  const clock = probe.video ? `${frameClock(probe.video, frameRate, fromStart).join(',')},` : ''
  // What the encode did to the colours is done to the source before it is compared: tone mapping is no damage.
  const largest = rungs.at(-1)
  const color = probe.video && largest ? `,${colorFilters(probe.video, largest).join(',')}` : ''
  const split = (labels: readonly string[]): string =>
    `split=${labels.length}${labels.map((label) => `[${label}]`).join('')}`
  return [
    `[${reading}:${probe.video?.streamIndex ?? 'v'}]${clock}${split(frames.map((frame) => `f${frame}`))}`,
    ...frames.flatMap((frame) => [
      // The clock's own time base is a frame.
      `[f${frame}]trim=start_pts=${frame}:end_pts=${frame + 1}${color},${split(rungs.map((_, index) => `s${frame}r${index}`))}`,
      ...rungs.map(
        ({ width, height }, index) =>
          `[s${frame}r${index}]scale=${width}:${height}:flags=bicubic,setsar=1,format=yuv420p[o${frame}r${index}]`,
      ),
    ]),
  ].join(';')
}
