import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { runTool } from './ffmpeg/run-tool.ts'
import { createMediaTools, type MediaTools } from './index.ts'

const run = promisify(execFile)
const LIMIT_MS = 40
let folder: string
let tools: MediaTools

/** How a film with a flash and a beep at the same moment is kept; times are in seconds. */
type Shape = {
  file: string
  rate?: string
  /** When flash and beep come. */
  at?: number
  video?: string
  audio?: string
  output?: string[]
  /** When they come in the film as it is published, where that differs. */
  shownAt?: number
}

const aac = ['-c:a', 'aac']
const shapes: [string, Shape][] = [
  ['MP4 with an edit list for its B-frames', { file: 'edit-list.mp4', output: ['-bf', '3', ...aac] }],
  ['Matroska behind the priming of its AAC', { file: 'priming.mkv', output: aac }],
  [
    'a transport stream that begins at ten hours',
    { file: 'ten-hours.ts', output: [...aac, '-output_ts_offset', '36000'] },
  ],
  // The clock of 33 bits at 90 kHz comes round after 95,443.7 s.
  [
    'a transport stream whose clock comes round',
    { file: 'wrap.ts', output: [...aac, '-output_ts_offset', '95441.5'] },
  ],
  [
    'times below zero',
    {
      file: 'negative.mkv',
      output: ['-c:a', 'pcm_s16le', '-output_ts_offset', '-0.7', '-avoid_negative_ts', 'disabled'],
      shownAt: 1,
    },
  ],
  [
    'a frame rate that varies',
    {
      file: 'variable.mkv',
      video: `select='not(mod(n,3))+between(n,20,45)'`,
      output: ['-vsync', 'vfr', ...aac],
    },
  ],
  ['23.976 frames a second', { file: 'film-rate.mp4', rate: '24000/1001', output: aac }],
  ['120 frames a second', { file: 'fast.mp4', rate: '120', output: aac }],
  [
    'sound that begins later',
    { file: 'late-sound.mkv', audio: 'atrim=start=0.5', output: ['-c:a', 'pcm_s16le'] },
  ],
  [
    'a picture that begins later',
    { file: 'late-picture.mkv', video: 'trim=start=0.4', output: ['-c:a', 'pcm_s16le'] },
  ],
  [
    'a transport stream whose picture begins later',
    { file: 'late-picture.ts', video: 'trim=start=0.4', output: aac },
  ],
  [
    'a program stream whose picture begins later',
    { file: 'late-picture.mpg', video: 'trim=start=0.4', output: ['-c:v', 'mpeg2video', '-c:a', 'mp2'] },
  ],
  [
    'a program stream whose sound begins later',
    { file: 'late-sound.mpg', audio: 'atrim=start=0.5', output: ['-c:v', 'mpeg2video', '-c:a', 'mp2'] },
  ],
  [
    'a hole in its sound',
    { file: 'hole.mkv', audio: `aselect='not(between(t,0.3,0.6))'`, output: ['-c:a', 'pcm_s16le'] },
  ],
  [
    'a sound card that counts 1 % too few',
    {
      file: 'drift.mkv',
      at: 3.2,
      audio: 'asetpts=PTS*1.01',
      video: 'setpts=PTS*1.01',
      output: ['-c:a', 'pcm_s16le'],
      shownAt: 3.232,
    },
  ],
  ['MP3 in AVI', { file: 'old.avi', output: ['-c:v', 'mpeg4', '-c:a', 'libmp3lame'] }],
]

async function makeFlash({ file, rate = '25', at = 1, video, audio, output }: Shape): Promise<string> {
  const made = join(folder, file)
  const seconds = at + 1
  const flash = `between(t,${at - 0.001},${at + 0.2})`
  const picture = `color=black:s=320x180:r=${rate}:d=${seconds},format=yuv420p,drawbox=t=fill:color=white:enable='${flash}'`
  const sound = `aevalsrc='0.7*sin(2*PI*1000*t)*between(t,${at},${at + 0.2})':s=48000:d=${seconds}`
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      picture,
      '-f',
      'lavfi',
      '-i',
      sound,
      ...(video ? ['-vf', video] : []),
      ...(audio ? ['-af', audio] : []),
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      ...(output ?? []),
      made,
    ],
    failure: 'encode-failed',
  })
  return made
}

/** When the first bright frame of a published picture comes, and every frame's moment. */
async function findFlash(file: string): Promise<{ flashMs: number; framesMs: number[] }> {
  const filter = `signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file='pipe\\:1':direct=1`
  const args = ['-v', 'error', '-copyts', '-i', file, '-vf', filter, '-f', 'null', '-']
  const { stdout } = await run(env().FFMPEG_PATH, args)
  const frames = [...stdout.matchAll(/pts_time:(\S+)\s+lavfi\.signalstats\.YAVG=(\S+)/g)].map(
    ([, time, luma]) => ({ ms: Number(time) * 1000, luma: Number(luma) }),
  )
  return {
    flashMs: frames.find(({ luma }) => luma > 120)?.ms ?? Number.NaN,
    framesMs: frames.map(({ ms }) => ms),
  }
}

/** When the sound of a published track first rises out of silence. */
async function findBeep(file: string): Promise<number> {
  const probed = await run(env().FFPROBE_PATH, [
    '-v',
    'error',
    '-show_entries',
    'stream=start_time',
    '-of',
    'csv=p=0',
    file,
  ])
  const args = ['-v', 'error', '-i', file, '-ac', '1', '-f', 'f32le', '-']
  const { stdout } = await run(env().FFMPEG_PATH, args, { encoding: 'buffer', maxBuffer: 64 << 20 })
  const first = Array.from({ length: stdout.length / 4 }, (_, index) => index).find(
    (index) => Math.abs(stdout.readFloatLE(index * 4)) > 0.05,
  )
  return first === undefined ? Number.NaN : Number(probed.stdout) * 1000 + first / 48
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-in-step-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath, PACKAGER_PATH: packagerPath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: packagerPath ?? null })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('picture and sound stay in step', () => {
  it.each(shapes)('of a film with %s', async (_, shape) => {
    const file = await makeFlash(shape)
    const probe = await tools.probe(file)
    const planned = planLadder(probe)
    const measured = await tools.measureLoudness({ file, probe, audio: planned.audio })
    const audio = planned.audio.map((plan) => ({ ...plan, loudness: measured.get(plan.name) ?? null }))
    const ladder = { ...planned, audio }
    const encodedDir = `${file}-encoded`
    const packageDir = `${file}-package`
    await mkdir(encodedDir)
    await mkdir(packageDir)
    await tools.encode({ requestKey: file, file, probe, ladder, outputDir: encodedDir })
    const { durationMs } = probe
    await tools.package({ ladder, durationMs, encodedDir, subtitles: [], outputDir: packageDir })
    const rung = ladder.rungs[0]!
    const { flashMs, framesMs } = await findFlash(join(packageDir, `video-${rung.name}.mp4`))
    const beepMs = await findBeep(join(packageDir, `${audio[0]!.name}.mp4`))
    expect(Math.abs(flashMs - beepMs), `flash ${flashMs}, beep ${beepMs}`).toBeLessThanOrEqual(LIMIT_MS)
    expect(Math.abs(beepMs - (shape.shownAt ?? shape.at ?? 1) * 1000)).toBeLessThanOrEqual(LIMIT_MS)
    const frameMs = (ladder.frameRate.den * 1000) / ladder.frameRate.num
    expect(framesMs[0]).toBeCloseTo(0, 0)
    for (const [index, ms] of framesMs.entries()) expect(Math.abs(ms - index * frameMs)).toBeLessThan(1)
  })
})
