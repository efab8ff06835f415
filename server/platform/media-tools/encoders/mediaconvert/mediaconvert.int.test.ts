import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { env } from '../../../env/env.ts'
import { AppError } from '../../../errors/app-error.ts'
import { probe as probeFile } from '../../ffmpeg/probe.ts'
import { runTool } from '../../ffmpeg/run-tool.ts'
import type { EncodeInput, Ladder } from '../../port.ts'
import { describeEncoder } from '../contract.ts'
import { createMemoryLedger } from './memory-ledger.ts'
import { startStandIns, type StandIns } from './stand-in/start.ts'

let folder: string
let standIns: StandIns
let film: Pick<EncodeInput, 'file' | 'probe'>
let runs = 0

const ladder: Ladder = {
  frameRate: { num: 24, den: 1 },
  gopFrames: 48,
  rungs: [{ name: '180p', width: 320, height: 180, bitrate: 300_000, crf: 23 }],
  audio: [
    {
      name: 'audio-0-vi',
      sourceStreamIndex: 1,
      language: 'vi',
      title: null,
      channels: 2,
      bitrate: 128_000,
      isDefault: true,
      flags: [],
      loudness: { integrated: -12, range: 3, truePeak: -1 },
    },
  ],
  subtitles: [],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-mediaconvert-test-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  standIns = await startStandIns({ ffmpegPath, ffprobePath })
  film = await makeFilm('film.mkv', 2, 6)
}, 60_000)
afterAll(async () => {
  await standIns.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  Object.assign(standIns.aws.faults, {
    throttle: 0,
    serverErrors: 0,
    loseCreateAnswer: false,
    queueMs: 0,
    stall: false,
    jobError: null,
    loseOutputs: [],
  })
  standIns.s3?.deny.clear()
})

describeEncoder('MediaConvert', () => standIns.open())

/** A film with a tone in each channel of its sound, which ends a second before the picture. */
async function makeFilm(
  name: string,
  soundS: number,
  channels: number,
): Promise<Pick<EncodeInput, 'file' | 'probe'>> {
  const file = join(folder, name)
  const tones = Array.from({ length: channels }, (_, index) => `sin(${(index + 1) * 600}*t)`).join('|')
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=3'],
      ['-f', 'lavfi', '-i', `aevalsrc=${tones}:d=${soundS}:s=48000`],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file],
    ].flat(),
    failure: 'encode-failed',
  })
  return { file, probe: await probeFile(env().FFPROBE_PATH, file) }
}

async function order(more: Partial<EncodeInput> = {}): Promise<EncodeInput> {
  runs += 1
  const outputDir = join(folder, `out-${runs}`)
  await mkdir(outputDir)
  return { requestKey: `test-${process.pid}-${runs}`, ...film, ladder, outputDir, ...more }
}

/** What lies in the bucket of an order. */
const left = ({ requestKey }: EncodeInput) =>
  standIns.s3?.keys().filter((key) => key.includes(requestKey)) ?? []
const newJobs = (before: number) => standIns.aws.jobs().slice(before)
const outcome = (work: Promise<unknown>) => work.catch((error: unknown) => error)
async function waitFor(look: () => boolean, withinMs = 15_000): Promise<void> {
  await expect.poll(look, { timeout: withinMs, interval: 20 }).toBe(true)
}

describe('an encode by MediaConvert', () => {
  it('mixes down, fills short sound up with silence, tells its request, and leaves nothing in the bucket', async () => {
    const before = standIns.aws.jobs().length
    const input = await order({ outside: { ledger: createMemoryLedger(), about: { version: 'v1' } } })
    const [, sound] = await standIns.open({ priority: 7 }).encode(input)
    const about = await probeFile(env().FFPROBE_PATH, sound!.file)
    expect(about.audio[0]).toMatchObject({ channels: 2, sampleRate: 48_000 })
    expect(Math.abs(about.durationMs - 3000)).toBeLessThan(50)
    expect((await readdir(input.outputDir)).toSorted()).toEqual(['audio-0-vi.mp4', 'video-180p.mp4'])
    const [job] = newJobs(before)
    expect(job?.request).toMatchObject({
      priority: 7,
      clientRequestToken: `${input.requestKey}-1`,
      userMetadata: { requestKey: `${input.requestKey}-1`, version: 'v1' },
    })
    expect(left(input)).toEqual([])
  })

  it('turns a picture upright', async () => {
    const { file } = film
    const turned = join(folder, 'turned.mp4')
    const args = [
      '-v',
      'error',
      '-y',
      '-i',
      `file:${file}`,
      '-c',
      'copy',
      '-metadata:s:v',
      'rotate=90',
      `file:${turned}`,
    ]
    await runTool({ tool: env().FFMPEG_PATH, args, failure: 'encode-failed' })
    const probe = await probeFile(env().FFPROBE_PATH, turned)
    expect(probe.video).toMatchObject({ rotation: 270, width: 180, height: 320 })
    const rungs = [{ name: '180p', width: 180, height: 320, bitrate: 300_000, crf: 23 }]
    const input = await order({ file: turned, probe, ladder: { ...ladder, rungs } })
    const [picture] = await standIns.open().encode(input)
    const made = await probeFile(env().FFPROBE_PATH, picture!.file)
    expect(made.video).toMatchObject({ rotation: 0, width: 180, height: 320 })
    const likeness = '[0:v]scale=180:320,format=yuv420p[a];[a][1:v]ssim=stats_file=-'
    const { stdout } = await runTool({
      tool: env().FFMPEG_PATH,
      args: [
        '-v',
        'error',
        '-i',
        `file:${turned}`,
        '-i',
        `file:${picture!.file}`,
        '-lavfi',
        likeness,
        '-f',
        'null',
        '-',
      ],
      failure: 'encode-failed',
    })
    const shares = [...stdout.matchAll(/All:([\d.]+)/g)].map((found) => Number(found[1]))
    expect(shares.length).toBeGreaterThan(60)
    // At 300 kbps the test picture is rough; upside down it would be another one.
    expect(Math.min(...shares)).toBeGreaterThan(0.8)
  })

  it('is refused before it is sent when it would cost too much', async () => {
    const before = standIns.aws.jobs().length
    const input = await order()
    const error = await outcome(standIns.open({ maxOutputMinutes: 0.2 }).encode(input))
    expect(error).toMatchObject({ code: 'service-cost', retryable: false })
    expect(newJobs(before)).toEqual([])
    expect(left(input)).toEqual([])
  })

  it('waits out throttling and faults of the service', async () => {
    standIns.aws.faults.throttle = 2
    standIns.aws.faults.serverErrors = 1
    await expect(standIns.open().encode(await order())).resolves.toHaveLength(2)
  }, 30_000)
})

describe('a job asked for twice', () => {
  it('is one job when the answer is lost', async () => {
    const before = standIns.aws.jobs().length
    standIns.aws.faults.loseCreateAnswer = true
    await standIns.open().encode(await order())
    expect(newJobs(before)).toHaveLength(1)
  })

  it('is found again by another worker, by its id and without it', async () => {
    for (const forgets of [false, true]) {
      const before = standIns.aws.jobs().length
      const kept = createMemoryLedger()
      // The worker that died had asked, but not written down what it was told.
      const ledger = { ...kept, record: forgets ? async () => {} : kept.record }
      standIns.aws.faults.queueMs = 1500
      const stop = new AbortController()
      const input = await order({ signal: stop.signal, outside: { ledger, about: {} } })
      const first = outcome(standIns.open().encode(input))
      await waitFor(() => newJobs(before).length === 1)
      const retryable = { kind: 'conflict', code: 'job.shutdown', message: 'Off.', retryable: true } as const
      stop.abort(new AppError(retryable))
      expect(await first).toMatchObject({ code: 'job.shutdown' })
      expect(newJobs(before)[0]?.status).not.toBe('CANCELED')
      const again = await order({ requestKey: input.requestKey, outside: { ledger: kept, about: {} } })
      await expect(standIns.open().encode(again)).resolves.toHaveLength(2)
      expect(newJobs(before)).toHaveLength(1)
    }
  }, 30_000)

  it('is made anew after one that failed', async () => {
    const before = standIns.aws.jobs().length
    standIns.aws.faults.jobError = { code: 1999, message: 'Unknown' }
    const outside = { ledger: createMemoryLedger(), about: {} }
    const input = await order({ outside })
    expect(await outcome(standIns.open().encode(input))).toMatchObject({ retryable: true })
    await standIns.open().encode(await order({ requestKey: input.requestKey, outside }))
    expect(newJobs(before).map(({ status }) => status)).toEqual(['ERROR', 'COMPLETE'])
  })
})

describe('what goes wrong', () => {
  it.each([
    [1010, 'service-refused', false],
    [1401, 'service-denied', false],
    [1999, 'service-failed', true],
    [3403, 'service-denied', false],
    [3999, 'service-failed', true],
  ])('job error %i is %s, retryable: %s', async (code, ours, retryable) => {
    standIns.aws.faults.jobError = { code, message: 'Example error message' }
    const input = await order()
    const error = await outcome(standIns.open().encode(input))
    expect(error).toMatchObject({ code: ours, retryable, message: expect.stringContaining(String(code)) })
    expect(left(input)).toEqual([])
  })

  it('a stop for good cancels the job and sweeps the bucket', async () => {
    const before = standIns.aws.jobs().length
    standIns.aws.faults.stall = true
    const stop = new AbortController()
    const input = await order({ signal: stop.signal })
    const running = outcome(standIns.open().encode(input))
    await waitFor(() => newJobs(before)[0]?.status === 'PROGRESSING')
    stop.abort(new Error('cancelled'))
    expect(await running).toMatchObject({ message: 'cancelled' })
    expect(newJobs(before)[0]?.status).toBe('CANCELED')
    expect(left(input)).toEqual([])
  })

  it('a job that stands still, and one that is left in the queue, are cancelled and may be tried again', async () => {
    standIns.aws.faults.stall = true
    const stuck = await outcome(standIns.open({ stallMs: 800 }).encode(await order()))
    expect(stuck).toMatchObject({ code: 'service-stuck', retryable: true })
    standIns.aws.faults.queueMs = 60_000
    const queued = await outcome(standIns.open({ maxQueueMs: 800 }).encode(await order()))
    expect(queued).toMatchObject({ code: 'service-queue', retryable: true })
    expect(
      standIns.aws.jobs().filter(({ status }) => status === 'PROGRESSING' || status === 'SUBMITTED'),
    ).toEqual([])
  })

  it('missing outputs are said', async () => {
    standIns.aws.faults.loseOutputs = ['-video-180p']
    const error = await outcome(standIns.open().encode(await order()))
    expect(error).toMatchObject({ code: 'service-output', retryable: true })
  })

  it('a bucket that refuses, and keys that are wrong, are said once', async () => {
    standIns.s3?.deny.add('PUT')
    const denied = await outcome(standIns.open().encode(await order()))
    expect(denied).toMatchObject({ code: 'service-denied', retryable: false })
    const error = await outcome(standIns.open({ bucket: 'not-there' }).encode(await order()))
    expect(error).toMatchObject({ code: 'service-denied', retryable: false })
  })

  it('a service that cannot be reached may be tried again', async () => {
    standIns.aws.faults.serverErrors = 1000
    const error = await outcome(standIns.open().encode(await order()))
    expect(error).toMatchObject({ code: 'service-unavailable', retryable: true })
  }, 30_000)

  it('a full source of nothing is refused by the service in its own words', async () => {
    const file = join(folder, 'nothing.mp4')
    await writeFile(file, 'not a film at all')
    const error = await outcome(standIns.open().encode(await order({ file })))
    expect(error).toMatchObject({ code: 'service-refused', message: expect.stringContaining('1010') })
  })
})
