import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { MediaToolError } from '../errors.ts'
import { inputArguments, outputPath, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import { scaleFilter, sharedFilters, splitChains } from '../ffmpeg/video-filters.ts'
import { X264_PRESET } from '../ffmpeg/x264.ts'
import type { AnalyseInput, PictureAnalysis, ProbedVideo, Scene, SceneMeasure } from '../port.ts'

/** One frame in so many is compared: neighbours are as like as each other. */
const COMPARE_EVERY = 6
/** A seek to a little before a frame: half-way between two, rounding would double some and drop others. */
const SEEK_BEFORE_FRAMES = 0.25

export interface SceneInput extends Pick<AnalyseInput, 'file' | 'probe' | 'ladder' | 'signal'> {
  video: ProbedVideo
  scene: Scene
  measure: PictureAnalysis['measure']
  /** An existing folder of the scene's own. */
  folder: string
}

/** Encodes one scene at every rung of the ladder, with no cap, and compares each with the source. */
export async function measureScene(ffmpegPath: string, input: SceneInput): Promise<SceneMeasure[]> {
  const { folder, ladder, scene, signal } = input
  const run = { tool: ffmpegPath, signal, cwd: folder }
  await runTool({ ...run, args: encodeArguments(input), failure: 'encode-failed' })
  const { stdout } = await runTool({ ...run, args: compareArguments(input), failure: 'decode-failed' })
  const means = readMeans(stdout)
  return Promise.all(
    ladder.rungs.map(async (_, index) => {
      const { size } = await stat(join(folder, encodedName(index)))
      const ssim = means.get(`own${index}`) ?? 0
      const likenessAtTop =
        input.measure === 'vmaf'
          ? await readVmaf(join(folder, vmafName(index)))
          : (means.get(`top${index}`) ?? ssim)
      return { bitsPerSecond: Math.round((size * 8000) / scene.durationMs), ssim, likenessAtTop }
    }),
  )
}

const encodedName = (index: number): string => `${index}.mkv`
const vmafName = (index: number): string => `vmaf-${index}.json`

function encodeArguments({ folder, ladder, ...input }: SceneInput): string[] {
  const frames = String(countFrames({ ladder, ...input }))
  const settings = (crf: number): string[] =>
    [
      ['-c:v', 'libx264', '-preset', X264_PRESET, '-profile:v', 'high', '-crf', String(crf)],
      ['-g', String(ladder.gopFrames), '-sc_threshold', '0', '-frames:v', frames, '-f', 'matroska'],
    ].flat()
  return [
    ...quietArguments,
    ...sourceArguments({ ladder, ...input }),
    '-filter_complex',
    sceneChains({ ladder, ...input }, []).join(';'),
    ...ladder.rungs.flatMap((rung, index) =>
      ['-map', `[v${index}]`, settings(rung.crf), outputPath(join(folder, encodedName(index)))].flat(),
    ),
  ]
}

function compareArguments(input: SceneInput): string[] {
  const { folder, ladder } = input
  return [
    ...quietArguments,
    ...sourceArguments(input),
    ...ladder.rungs.flatMap((_, index) => inputArguments(join(folder, encodedName(index)), 'matroska')),
    '-filter_complex',
    compareGraph(input),
    ...ladder.rungs.flatMap((_, index) => ['-map', `[o${index}]`, '-f', 'null', '-']),
    ...enlargedRungs(input).flatMap((index) => ['-map', `[t${index}]`, '-f', 'null', '-']),
  ]
}

function sourceArguments({
  file,
  probe,
  ladder,
  scene,
}: Pick<SceneInput, 'file' | 'probe' | 'ladder' | 'scene'>): string[] {
  const { num, den } = ladder.frameRate
  const seek = Math.max(0, scene.startMs / 1000 - (SEEK_BEFORE_FRAMES * den) / num)
  return ['-ss', seek.toFixed(6), ...inputArguments(file, probe.container)]
}

/** The source at the size of every rung, as an encode would have it; a scene counts from its own zero. */
function sceneChains(
  { video, scene, ladder }: Pick<SceneInput, 'video' | 'scene' | 'ladder'>,
  more: readonly string[],
): string[] {
  const own = { ...video, startMs: 0, durationMs: null }
  return splitChains(video, [...sharedFilters(own, scene, ladder), ...more], ladder.rungs, 'format=yuv420p')
}

function countFrames({ ladder, scene }: Pick<SceneInput, 'ladder' | 'scene'>): number {
  const { num, den } = ladder.frameRate
  return Math.max(1, Math.round((scene.durationMs * num) / (den * 1000)))
}

/** SSIM of the highest rung at the top's size is that at its own. */
function enlargedRungs({ ladder, measure }: SceneInput): number[] {
  const all = [...ladder.rungs.keys()]
  return measure === 'vmaf' ? all : all.slice(0, -1)
}

/** Compares each rung with the source at its own size, to `[o…]`, and enlarged to the highest one's, to `[t…]`. */
function compareGraph(input: SceneInput): string {
  const { ladder, measure } = input
  const top = ladder.rungs.length - 1
  const enlarged = enlargedRungs(input)
  const pick = `select='not(mod(n,${COMPARE_EVERY}))',setpts=N/TB`
  const end = `trim=end_frame=${Math.ceil(countFrames(input) / COMPARE_EVERY)}`
  const compareTop = (index: number): string =>
    measure === 'vmaf' ? `libvmaf=log_fmt=json:log_path=${vmafName(index)}` : ssim(`top${index}`)
  return [
    ...sceneChains(input, [pick, end]),
    `[v${top}]split=${enlarged.length + 1}[own]${enlarged.map((index) => `[w${index}]`).join('')}`,
    ...ladder.rungs.flatMap((_, index) => {
      const decoded = `[${index + 1}:v]${pick},setsar=1,format=yuv420p`
      const source = index === top ? '[own]' : `[v${index}]`
      const atOwn = `[d${index}]${source}${ssim(`own${index}`)}[o${index}]`
      if (!enlarged.includes(index)) return [`${decoded}[d${index}]`, atOwn]
      return [
        `${decoded},split[d${index}][e${index}]`,
        atOwn,
        `[e${index}]${scaleFilter(ladder.rungs[top] ?? ladder.rungs[index]!)}[u${index}]`,
        `[u${index}][w${index}]${compareTop(index)}[t${index}]`,
      ]
    }),
  ].join(';')
}

/** Prints the SSIM of each pair of frames under a name. */
function ssim(name: string): string {
  const print = "metadata=mode=print:file='pipe\\:1':direct=1"
  return `ssim,metadata=mode=add:key=marquee.pair:value=${name},${print}`
}

/** Mean SSIM by name, from the blocks that `metadata=print` wrote. */
export function readMeans(stdout: string): Map<string, number> {
  const values = new Map<string, number[]>()
  for (const block of stdout.split(/^frame:/m)) {
    const name = /^marquee\.pair=(.+)$/m.exec(block)?.[1]
    const value = Number(/^lavfi\.ssim\.All=(.+)$/m.exec(block)?.[1])
    if (name && Number.isFinite(value)) values.set(name, [...(values.get(name) ?? []), value])
  }
  return new Map([...values].map(([name, all]) => [name, all.reduce((a, b) => a + b, 0) / all.length]))
}

const vmafSchema = z.object({ pooled_metrics: z.object({ vmaf: z.object({ mean: z.number() }) }) })

async function readVmaf(file: string): Promise<number> {
  const log = vmafSchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!log.success) {
    throw new MediaToolError('decode-failed', 'libvmaf gave an unexpected answer', { cause: log.error })
  }
  return log.data.pooled_metrics.vmaf.mean
}
