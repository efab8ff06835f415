import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countFrames } from '#server/domains/media/plan-chunks.ts'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { runTool } from './ffmpeg/run-tool.ts'
import {
  createMediaTools,
  planSamples,
  sampledFile,
  videoName,
  type EncodeChunk,
  type Ladder,
  type MediaProbe,
  type MediaTools,
  type SampledSource,
} from './index.ts'

const SECONDS = 11
/** A frame carries its number as that many black and white bars. */
const BARS = 12
const BAR_WIDTH = 14
const WIDTH = BARS * BAR_WIDTH
const HEIGHT = 96

let folder: string
let tools: MediaTools

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "marquee-chunks it's-"))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: null, encodeThreads: 1 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Films whose time stamps are as odd as films' are. */
const films = [
  {
    name: 'mp4, B frames, sound that begins before the picture',
    file: 'plain.mp4',
    rate: '24000/1001',
    args: ['-c:v', 'libx264', '-g', '250', '-bf', '3', '-c:a', 'aac'],
  },
  {
    name: 'mkv, variable rate with long holds, open groups of pictures',
    file: 'variable.mkv',
    rate: '30',
    filter: `select='not(between(n,70,130))*not(eq(mod(n,7),3))'`,
    args: [
      '-c:v',
      'libx264',
      '-x264-params',
      'open-gop=1:keyint=48:bframes=3',
      '-fps_mode',
      'vfr',
      '-c:a',
      'flac',
    ],
  },
  {
    name: 'transport stream that begins at 33 s, key frames 5 s apart',
    file: 'late.ts',
    rate: '25',
    args: ['-c:v', 'libx264', '-g', '125', '-sc_threshold', '0', '-c:a', 'aac', '-output_ts_offset', '33.3'],
  },
  {
    name: 'transport stream whose sound begins 700 ms before its picture',
    file: 'early-sound.ts',
    rate: '25',
    filter: `trim=start=0.7`,
    args: ['-c:v', 'libx264', '-g', '250', '-c:a', 'mp2', '-copyts'],
  },
  {
    name: 'interlaced MPEG-2 in a transport stream',
    file: 'interlaced.ts',
    rate: '25',
    args: [
      '-c:v',
      'mpeg2video',
      '-b:v',
      '8M',
      '-flags',
      '+ildct+ilme',
      '-top',
      '1',
      '-g',
      '12',
      '-bf',
      '2',
      '-c:a',
      'mp2',
    ],
  },
  {
    name: 'mp4 whose picture ends 200 ms before its sound',
    file: 'short.mp4',
    rate: '30000/1001',
    filter: `trim=end=${SECONDS - 0.2}`,
    args: ['-c:v', 'libx264', '-c:a', 'aac'],
  },
]

describe('a film encoded in chunks and joined', () => {
  it.each(films)(
    'has the very frames of one encode: $name',
    async ({ file, rate, filter, args }) => {
      const film = join(folder, file)
      await makeFilm(film, { rate, filter, args })
      const probe = await tools.probe(film)
      const ladder = { ...planLadder(probe), subtitles: [] }
      const whole = await encode('whole', { file: film, probe, ladder })
      const joined = await encodeInChunks({ file: film, probe, ladder })
      const video = `video-${ladder.rungs[0]?.name}.mp4`
      const [expected, found] = await Promise.all([
        readNumbers(join(whole, video)),
        readNumbers(join(joined, video)),
      ])
      expect(expected.length).toBeGreaterThan((SECONDS - 0.5) * 24)
      expect(found).toEqual(expected)
      expect(await readTimes(join(joined, video))).toEqual(await readTimes(join(whole, video)))
      const audio = `${ladder.audio[0]?.name}.mp4`
      expect(await readTimes(join(joined, audio))).toEqual(await readTimes(join(whole, audio)))
    },
    60_000,
  )

  it('says so when a stretch does not come out to the frame', async () => {
    const film = join(folder, 'lying.mp4')
    await makeFilm(film, { rate: '24', args: ['-c:v', 'libx264', '-an'] })
    const probe = await tools.probe(film)
    const chunk = { kind: 'video', firstFrame: 240, frames: 96, isLast: false } as const
    const cut = encode('lying', { file: film, probe, ladder: planLadder(probe), chunk })
    await expect(cut).rejects.toMatchObject({ code: 'cut-failed', retryable: false })
  }, 60_000)
})

it('keeps of each stretch the very pictures that are kept of the whole film', async () => {
  const file = join(folder, 'sampled.mp4')
  await makeFilm(file, { rate: '24', args: ['-c:v', 'libx264', '-g', '100', '-an'] })
  const probe = await tools.probe(file)
  const ladder = planLadder(probe)
  const whole = await sample({ file, probe, ladder })
  expect(whole.frames).toEqual(planSamples(probe, ladder))
  const frames = ladder.gopFrames * 2
  const kept: number[] = []
  for (let firstFrame = 0; firstFrame < SECONDS * 24; firstFrame += frames) {
    const part = await sample({ file, probe, ladder, stretch: { firstFrame, frames } })
    kept.push(...part.frames)
    for (const frame of part.frames)
      for (const rung of ladder.rungs)
        expect(await readFile(sampledFile(part, frame, rung))).toEqual(
          await readFile(sampledFile(whole, frame, rung)),
        )
  }
  expect(kept).toEqual(whole.frames)
}, 60_000)

type Order = { file: string; probe: MediaProbe; ladder: Ladder; chunk?: EncodeChunk }

let orders = 0

async function encode(name: string, order: Order): Promise<string> {
  orders += 1
  const outputDir = join(folder, `${name}-${orders}`)
  await mkdir(outputDir)
  await tools.encode({ requestKey: `chunks-${process.pid}-${orders}`, ...order, outputDir })
  return outputDir
}

async function sample(
  order: Order & { stretch?: { firstFrame: number; frames: number } },
): Promise<SampledSource> {
  orders += 1
  const outputDir = join(folder, `samples-${orders}`)
  await mkdir(outputDir)
  return tools.sampleSource({ ...order, outputDir })
}

async function encodeInChunks(order: Order): Promise<string> {
  const total = countFrames(order.probe.durationMs, order.ladder)
  const step = order.ladder.gopFrames * 2
  const starts = Array.from({ length: Math.ceil(total / step) }, (_, index) => index * step)
  const chunkDirs: string[] = []
  for (const firstFrame of starts) {
    const isLast = firstFrame + step >= total
    const chunk = { kind: 'video', firstFrame, frames: Math.min(step, total - firstFrame), isLast } as const
    chunkDirs.push(await encode('chunk', { ...order, chunk }))
  }
  expect(chunkDirs.length).toBe(3)
  const outputDir = await encode('joined', { ...order, chunk: { kind: 'audio' } })
  const chunkFiles = order.ladder.rungs.map((rung) =>
    chunkDirs.map((dir) => join(dir, `${videoName(rung)}.mp4`)),
  )
  await tools.joinChunks({ ladder: order.ladder, chunkFiles, outputDir })
  return outputDir
}

async function makeFilm(
  file: string,
  { rate, filter, args }: { rate: string; filter?: string | undefined; args: string[] },
): Promise<void> {
  const bars = `geq=lum='if(mod(floor(N/pow(2,floor(X/${BAR_WIDTH}))),2),235,16)':cb=128:cr=128`
  const picture = `color=s=${WIDTH}x${HEIGHT}:r=${rate}:d=${SECONDS},format=yuv420p,${bars}`
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      ['-v', 'error', '-y', '-f', 'lavfi', '-i', filter ? `${picture},${filter}` : picture],
      ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${SECONDS}`],
      ['-preset', 'ultrafast', ...args, file],
    ].flat(),
    failure: 'encode-failed',
  })
}

/** The number that each frame shows, in the order they are shown. */
async function readNumbers(file: string): Promise<number[]> {
  const raw = `${file}.gray`
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      ['-v', 'error', '-y', '-i', file, '-fps_mode', 'passthrough', '-vf'],
      [`scale=${BARS}:1:flags=area,format=gray`, '-f', 'rawvideo', raw],
    ].flat(),
    failure: 'decode-failed',
  })
  const bytes = await readFile(raw)
  return Array.from({ length: bytes.length / BARS }, (_, frame) =>
    Array.from({ length: BARS }, (_bar, bar) => (bytes[frame * BARS + bar]! > 127 ? 2 ** bar : 0)).reduce(
      (sum, bit) => sum + bit,
    ),
  )
}

/** When each packet is decoded and shown. */
async function readTimes(file: string): Promise<string[]> {
  const { stdout } = await runTool({
    tool: env().FFPROBE_PATH,
    args: ['-v', 'error', '-show_entries', 'packet=pts,dts,flags', '-of', 'csv=p=0', file],
    failure: 'decode-failed',
  })
  return stdout.split('\n')
}
