import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '#server/platform/env/env.ts'
import {
  createMediaTools,
  type MediaTools,
  type PictureAnalysis,
} from '#server/platform/media-tools/index.ts'
import { runTool } from '#server/platform/media-tools/ffmpeg/run-tool.ts'
import { fitLadder } from './fit-ladder.ts'
import { planLadder } from './plan-ladder.ts'

let folder: string
let tools: MediaTools

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-fit-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: null })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function makeFilm(name: string, graph: string): Promise<string> {
  const file = join(folder, name)
  const coder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', '-pix_fmt', 'yuv420p']
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [['-v', 'error', '-y', '-f', 'lavfi', '-i', graph, '-t', '2'], coder, `file:${file}`].flat(),
    failure: 'encode-failed',
  })
  return file
}

/** Measures three short scenes, as of a longer film. */
async function analyse(file: string, using = tools, budgetMs = 600_000) {
  const workDir = await mkdtemp(join(folder, 'work-'))
  const probe = await tools.probe(file)
  const ladder = planLadder(probe)
  const scenes = [0, 750, 1500].map((startMs) => ({ startMs, durationMs: 500 }))
  const shares: number[] = []
  const onProgress = (share: number): void => void shares.push(share)
  const analysis = await using.analysePicture({ file, probe, ladder, scenes, workDir, budgetMs, onProgress })
  expect(await readdir(workDir)).toEqual([])
  return { analysis, shares, ...fitLadder(ladder.rungs, analysis) }
}

const named = (rungs: readonly { name: string }[]): string => rungs.map(({ name }) => name).join(' ')

const flat =
  "color=c=0x2a6f97:s=1280x720:r=24,drawbox=x=200:y=120:w=400:h=300:c=0xe9c46a:t=fill,drawbox=x='100+100*t':y=420:w=300:h=200:c=0xd62828:t=fill"
const detailed = 'mandelbrot=s=1280x720:r=24:start_scale=0.02:end_pts=300'

describe('rungs chosen by measuring the picture', () => {
  it('are few for flat shapes, with low caps', async () => {
    const { rungs, leftOut, shares } = await analyse(await makeFilm('flat.mkv', flat))
    expect(named(rungs)).toBe('240p 720p')
    expect(named(leftOut)).toBe('360p 480p')
    expect(rungs[1]!.bitrate).toBeLessThan(2_500_000 / 2)
    expect(shares.at(-1)).toBe(1)
  }, 60_000)

  it('are all of them for noise, at the standard caps', async () => {
    const { rungs } = await analyse(
      await makeFilm('noisy.mkv', 'testsrc2=s=1280x720:r=24,noise=alls=40:allf=t'),
    )
    expect(named(rungs)).toBe('240p 360p 480p 720p')
    expect(rungs.map(({ bitrate }) => bitrate)).toEqual([300_000, 700_000, 1_200_000, 2_500_000])
  }, 60_000)

  it('stop at what the film holds when it was enlarged', async () => {
    const { rungs, leftOut } = await analyse(await enlargeFilm())
    // In scenes as short as these 720p may just be worth its place: at the same CRF it keeps more of the grain.
    expect(named(rungs)).toMatch(/^240p 360p( 720p)?$/)
    expect(leftOut.map(({ name }) => name)).toEqual(expect.arrayContaining(['480p', '1080p']))
    const own = await analyse(await makeFilm('own.mkv', detailed))
    expect(named(own.rungs)).toBe('240p 360p 480p 720p')
  }, 90_000)

  it('are measured the same again, and as far as the budget goes', async () => {
    const file = await makeFilm('again.mkv', flat)
    const without = (analysis: PictureAnalysis) => ({ ...analysis, tookMs: 0 })
    const first = without((await analyse(file)).analysis)
    expect(without((await analyse(file)).analysis)).toEqual(first)
    const short = await analyse(file, tools, -1)
    expect(short.analysis.scenes).toEqual([])
    expect(short.leftOut).toEqual([])
  }, 60_000)

  it('are measured by VMAF where ffmpeg has it', async () => {
    const { analysis } = await analyse(await makeFilm('vmaf.mkv', flat), await withVmaf())
    expect(analysis.measure).toBe('vmaf')
    for (const scene of [0, 1, 2]) {
      const likeness = analysis.rungs.map(({ scenes }) => scenes[scene]!.likenessAtTop)
      expect(likeness).toEqual([60.5, 70.5, 80.5, 90.5])
    }
    expect(Math.min(...analysis.rungs.map(({ scenes }) => scenes[0]!.ssim))).toBeGreaterThan(0.9)
  }, 60_000)
})

/** Two seconds of a real film as a 360p upload has them, enlarged to 1080p. */
async function enlargeFilm(): Promise<string> {
  const clip = resolve('e2e/fixtures/big-buck-bunny-14s.mp4')
  const [small, large] = [join(folder, 'small.mkv'), join(folder, 'large.mkv')]
  const convert = (from: string, fromS: string, size: string, crf: string, to: string) =>
    runTool({
      tool: env().FFMPEG_PATH,
      args: [
        [
          '-v',
          'error',
          '-y',
          '-ss',
          fromS,
          '-i',
          from,
          '-t',
          '2',
          '-an',
          '-vf',
          `scale=${size}:flags=bicubic`,
        ],
        ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', crf, `file:${to}`],
      ].flat(),
      failure: 'encode-failed',
    })
  await convert(clip, '10', '640:360', '24', small)
  await convert(small, '0', '1920:1080', '12', large)
  return large
}

/**
 * An ffmpeg that has libvmaf: it takes SSIM in its place and writes libvmaf's log, 60 for the first rung and ten more
 * for each after it. (In the sandbox it cannot start another program but by becoming it.)
 */
async function withVmaf(): Promise<MediaTools> {
  const ffmpegPath = join(folder, 'ffmpeg-with-vmaf.sh')
  const script = `#!/bin/bash
if [[ "$*" == *-filters* ]]; then
  echo ' .. libvmaf           VV->V      Calculate the VMAF between two video streams.'
  exit
fi
args=()
for argument; do
  while [[ "$argument" =~ libvmaf=log_fmt=json:log_path=(vmaf-([0-9])\\.json) ]]; do
    score=$((60 + 10 * BASH_REMATCH[2]))
    printf '{"pooled_metrics":{"vmaf":{"mean":%d.5}}}' "$score" >"\${BASH_REMATCH[1]}"
    argument="\${argument/"\${BASH_REMATCH[0]}"/ssim}"
  done
  args+=("$argument")
done
exec '${env().FFMPEG_PATH}' "\${args[@]}"
`
  await writeFile(ffmpegPath, script)
  await chmod(ffmpegPath, 0o755)
  return createMediaTools({ ffmpegPath, ffprobePath: env().FFPROBE_PATH, packagerPath: null })
}
