import { mkdir, mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { env } from '../../env/env.ts'
import { MediaToolError } from '../errors.ts'
import { probe as probeFile } from '../ffmpeg/probe.ts'
import { runTool } from '../ffmpeg/run-tool.ts'
import type { EncodedTrack, Encoder, EncodeInput, Ladder, MediaProbe } from '../port.ts'

const FRAMES = 72
const STOP_WITHIN_MS = 2000

const ladder: Ladder = {
  frameRate: { num: 24, den: 1 },
  gopFrames: 48,
  rungs: [
    { name: '120p', width: 214, height: 120, bitrate: 200_000, crf: 23 },
    { name: '180p', width: 320, height: 180, bitrate: 300_000, crf: 23 },
  ],
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
      loudness: null,
    },
  ],
  subtitles: [],
}

/** What every encoder must do; an adapter's test calls it with a way to open one. */
export function describeEncoder(name: string, open: () => Encoder | Promise<Encoder>): void {
  describe(`encoder: ${name}`, () => {
    let folder: string
    let film: { file: string; probe: MediaProbe }
    let runs = 0

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'marquee-encoder-'))
      film = await makeFilm(folder, 'film.mp4', FRAMES / 24)
    }, 60_000)
    afterAll(() => rm(folder, { recursive: true, force: true }))

    async function order(more: Partial<EncodeInput> = {}): Promise<EncodeInput> {
      runs += 1
      const outputDir = join(folder, `out-${runs}`)
      await mkdir(outputDir)
      return { requestKey: `contract-${process.pid}-${runs}`, ...film, ladder, outputDir, ...more }
    }

    test('makes every rung and sound track: right sizes and frames, key frames at the same moments', async () => {
      const percents: number[] = []
      const input = await order({ onProgress: ({ percent }) => percents.push(percent) })
      const tracks = await (await open()).encode(input)
      expect(tracks).toEqual([
        track('video', 'video-120p', input.outputDir),
        track('video', 'video-180p', input.outputDir),
        track('audio', 'audio-0-vi', input.outputDir),
      ])
      const [small, large, sound] = await Promise.all(tracks.map(({ file }) => readTrack(file)))
      expect(small).toMatchObject({ size: '214x120', frames: FRAMES, keyFrames: [0, 48] })
      expect(large).toMatchObject({ size: '320x180', frames: FRAMES, keyFrames: [0, 48] })
      expect(sound).toMatchObject({ channels: 2 })
      expect(Math.abs(sound!.durationMs - 3000)).toBeLessThan(100)
      expect(percents).toEqual(percents.toSorted((a, b) => a - b))
      expect(percents.at(-1)).toBe(100)
    }, 60_000)

    test('asked twice by one key gives the same tracks', async () => {
      const encoder = await open()
      const input = await order()
      const first = await encoder.encode(input)
      const again = await order({ requestKey: input.requestKey })
      const second = await encoder.encode(again)
      expect(second.map(({ kind, name: own }) => [kind, own])).toEqual(
        first.map(({ kind, name: own }) => [kind, own]),
      )
      for (const { file } of second) expect((await readTrack(file)).durationMs).toBeGreaterThan(2900)
    }, 60_000)

    test('stops within two seconds of the signal, with its reason', async () => {
      const long = await makeFilm(folder, 'long.mp4', 120)
      const encoder = await open()
      const stop = new AbortController()
      const running = encoder.encode(await order({ ...long, signal: stop.signal }))
      const ended = running.then(
        () => 'finished',
        (error: unknown) => error,
      )
      await sleep(500)
      const since = Date.now()
      stop.abort(new Error('cancelled'))
      expect(await ended).toMatchObject({ message: 'cancelled' })
      expect(Date.now() - since).toBeLessThan(STOP_WITHIN_MS)
    }, 60_000)

    test('says that a film which cannot be read came to nothing', async () => {
      const broken = await makeFilm(folder, 'broken.mp4', 3)
      await truncate(broken.file, 2000)
      const failed = (await open()).encode(await order(broken))
      const error = await failed.then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(MediaToolError)
      expect(error).toMatchObject({
        code: expect.stringMatching(/^(encode-failed|decode-failed|file-unreadable|service-refused)$/),
      })
    }, 60_000)
  })
}

function track(kind: EncodedTrack['kind'], name: string, folder: string): EncodedTrack {
  return { kind, name, file: join(folder, `${name}.mp4`) }
}

async function makeFilm(
  folder: string,
  name: string,
  seconds: number,
): Promise<{ file: string; probe: MediaProbe }> {
  const file = join(folder, name)
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      ['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=s=320x180:r=24:d=${seconds}`],
      ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file],
    ].flat(),
    failure: 'encode-failed',
  })
  return { file, probe: await probeFile(env().FFPROBE_PATH, file) }
}

async function readTrack(file: string) {
  const { video, audio, durationMs } = await probeFile(env().FFPROBE_PATH, file)
  const { stdout } = await runTool({
    tool: env().FFPROBE_PATH,
    args: ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=key_frame', '-of', 'csv=p=0', file],
    failure: 'decode-failed',
  })
  const flags = stdout.split('\n').filter(Boolean)
  return {
    size: video && `${video.width}x${video.height}`,
    channels: audio[0]?.channels,
    durationMs,
    frames: flags.length,
    keyFrames: flags.flatMap((line, index) => (line.startsWith('1') ? [index] : [])),
  }
}
