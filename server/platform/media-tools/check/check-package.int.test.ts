import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { frameClock } from '../ffmpeg/video-filters.ts'
import { videoName } from '../track-file.ts'
import { runTool } from '../ffmpeg/run-tool.ts'
import {
  createMediaTools,
  type Ladder,
  type MediaProbe,
  type MediaTools,
  type SampledSource,
} from '../index.ts'
import { readSegmentStarts } from '../packager/measure-playlist.ts'
import { planSegmentStarts } from '../packager/segment-starts.ts'
import { comparePictures } from './compare-pictures.ts'

const SECONDS = 30
const round = (seconds: number) => Math.round(seconds * 1000)
let folder: string
let tools: MediaTools

const ffmpeg = (args: string[]) =>
  runTool({ tool: env().FFMPEG_PATH, args: ['-v', 'error', '-y', ...args], failure: 'encode-failed' })

/** A film in which everything moves and every frame bears its number, so that a neighbour is not taken for it. */
async function makeFilm(name: string, videoStartS: string): Promise<string> {
  const file = join(folder, name)
  const picture = `testsrc2=s=640x360:r=24:d=${SECONDS},scroll=h=0.02:v=0.01`
  await ffmpeg(
    [
      ['-itsoffset', videoStartS, '-f', 'lavfi', '-i', picture],
      ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${SECONDS}`],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file],
    ].flat(),
  )
  return file
}

async function packageFilm(file: string): Promise<{
  probe: MediaProbe
  ladder: Ladder
  packageDir: string
  sampled: SampledSource
  check: () => ReturnType<MediaTools['check']>
}> {
  const probe = await tools.probe(file)
  const ladder = planLadder(probe)
  const encodedDir = `${file}-encoded`
  const packageDir = `${file}-package`
  const outputDir = `${file}-sampled`
  await mkdir(outputDir)
  await mkdir(encodedDir)
  await mkdir(packageDir)
  await tools.encode({ requestKey: 'check', file, probe, ladder, outputDir: encodedDir })
  const packaged = await tools.package({
    ladder,
    durationMs: probe.durationMs,
    encodedDir,
    subtitles: [],
    outputDir: packageDir,
  })
  const sampled = await tools.sampleSource({ file, probe, ladder, outputDir })
  return {
    probe,
    ladder,
    packageDir,
    sampled,
    check: () => tools.check({ sampled, probe, ladder, packageDir, packaged, subtitles: [] }),
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-check-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath, PACKAGER_PATH: packagerPath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: packagerPath ?? null })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each([
  ['in MP4 from zero', 'film.mp4', '0'],
  ['in Matroska behind the priming of its sound', 'film.mkv', '0'],
  ['that begins later than its sound', 'late.mp4', '0.030'],
])('the check of a film in motion, %s', (_, name, videoStartS) => {
  it('compares the frame meant at every moment and has nothing to say', async () => {
    const source = await makeFilm(name, videoStartS)
    const { probe, ladder, packageDir, sampled, check } = await packageFilm(source)
    const report = await check()
    expect(report).toMatchObject({ ok: true, findings: [] })
    const rungs = ladder.rungs.map(async (rung) => ({
      rung,
      file: join(packageDir, `${videoName(rung)}.mp4`),
      segmentStartsS: await readSegmentStarts(join(packageDir, `${videoName(rung)}.m3u8`)),
    }))
    for (const { segmentStartsS } of await Promise.all(rungs))
      expect(segmentStartsS.map(round)).toEqual(planSegmentStarts(ladder, probe.durationMs).map(round))
    const samples = await comparePictures(env().FFMPEG_PATH, {
      sampled,
      ladder,
      rungs: await Promise.all(rungs),
    })
    expect(samples.map((rung) => rung.length)).toEqual(ladder.rungs.map(() => 6))
    expect(Math.min(...samples.flat().map(({ ssim }) => ssim))).toBeGreaterThan(0.97)
    await expectNoFrameDropped(source, probe, ladder)
  }, 90_000)
})

/** Frames of the source on the ladder's clock; none but the first, held back to zero, may come twice. */
async function expectNoFrameDropped(source: string, probe: MediaProbe, ladder: Ladder): Promise<void> {
  const clock = frameClock(probe.video!, ladder.frameRate, true).join(',')
  const { stdout } = await ffmpeg(['-i', source, '-map', '0:v', '-vf', clock, '-f', 'framemd5', '-'])
  const hashes = stdout
    .split('\n')
    .flatMap((line) => (/^\d/.test(line) ? (line.split(',').at(-1) ?? []) : []))
  expect(hashes.length - new Set(hashes).size).toBeLessThanOrEqual(1)
  expect(hashes.length).toBeGreaterThanOrEqual(SECONDS * 24)
}
