import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { externalEncodes } from '#db/postgres/schema/index.ts'
import { createTitle } from '#server/domains/catalogue/index.ts'
import { cancelEncode, getEncode, importSource, receiveEncodeEvent } from '#server/domains/media/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import {
  startStandIns,
  type StandIns,
} from '#server/platform/media-tools/encoders/mediaconvert/stand-in/start.ts'
import { runTool } from '#server/platform/media-tools/ffmpeg/run-tool.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'

const context = systemContext('test')
let standIns: StandIns
let callback: Server
const children: ChildProcess[] = []
let titles = 0
/** What the callback made of each event. */
const taken: string[] = []

/** Starts a worker process: only a process of its own reads the environment anew. */
function start(): ChildProcess {
  const file = fileURLToPath(new URL('testing/encode-worker.ts', import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: 'inherit' })
  children.push(child)
  return child
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

beforeAll(async () => {
  callback = createServer((request, response) => {
    void Array.fromAsync(request as AsyncIterable<Buffer>)
      .then((body) => receiveEncodeEvent(context, JSON.parse(Buffer.concat(body).toString())))
      .then((outcome) => {
        taken.push(outcome)
        response.writeHead(200).end()
      })
      .catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve))
  const { FFMPEG_PATH: ffmpegPath = 'ffmpeg', FFPROBE_PATH: ffprobePath = 'ffprobe' } = process.env
  standIns = await startStandIns({
    ffmpegPath,
    ffprobePath,
    destination: {
      url: `http://127.0.0.1:${(callback.address() as AddressInfo).port}/`,
      header: { name: 'x-marquee-webhook-secret', value: 'not looked at here' },
    },
  })
  // A look a minute: what ends sooner was woken by the callback.
  Object.assign(process.env, standIns.environment, { MEDIACONVERT_POLL_SECONDS: '60' })
}, 60_000)
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => stop(child, 'SIGTERM')))
  Object.assign(standIns.aws.faults, {
    queueMs: 0,
    stall: false,
    duplicateEvents: false,
    reverseEvents: false,
  })
})
afterAll(async () => {
  await standIns.close()
  callback.close()
  await closePostgres()
  await closeRedis()
})

async function importFilm(): Promise<string> {
  titles += 1
  const path = join(env().DATA_DIR, `film-${titles}.mp4`)
  await runTool({
    tool: env().FFMPEG_PATH,
    args: [
      ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=426x240:r=24:d=2'],
      ['-f', 'lavfi', '-i', `sine=frequency=${300 + titles}:sample_rate=48000:duration=2`],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', `file:${path}`],
    ].flat(),
    failure: 'encode-failed',
  })
  const { id: titleId } = await createTitle(context, { kind: 'film', title: { vi: `Phim ngoài ${titles}` } })
  const { versionId } = await importSource(context, { path, target: { titleId } })
  return versionId
}

const stateOf = async (versionId: string) => {
  const { state, error } = await getEncode(context, { versionId })
  return error ? `${state}: ${error.code} ${error.detail}` : state
}
const rowsOf = (versionId: string) =>
  database().select().from(externalEncodes).where(eq(externalEncodes.versionId, versionId))

test('a film is made outside, and its end is heard though events come twice and in the wrong order', async () => {
  Object.assign(standIns.aws.faults, { duplicateEvents: true, reverseEvents: true })
  start()
  const versionId = await importFilm()
  await expect.poll(() => stateOf(versionId), { timeout: 50_000 }).toBe('succeeded')
  expect(await rowsOf(versionId)).toMatchObject([
    { state: 'complete', percent: 100, error: null, externalId: standIns.aws.jobs().at(-1)?.id },
  ])
  await expect.poll(() => taken.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4)
  expect(taken[0]).toBe('changed')
  expect(taken.slice(1).every((outcome) => outcome === 'unchanged')).toBe(true)
  expect(standIns.s3?.keys()).toEqual([])
}, 60_000)

test('when a worker is killed, another goes on with the same job', async () => {
  standIns.aws.faults.queueMs = 4000
  const before = standIns.aws.jobs().length
  const first = start()
  const versionId = await importFilm()
  await expect.poll(async () => (await rowsOf(versionId))[0]?.externalId, { timeout: 30_000 }).toBeTruthy()
  await stop(first, 'SIGKILL')
  start()
  await expect.poll(() => stateOf(versionId), { timeout: 50_000 }).toBe('succeeded')
  expect(standIns.aws.jobs().slice(before)).toHaveLength(1)
  expect(await rowsOf(versionId)).toHaveLength(1)
}, 120_000)

test('a cancelled encode is cancelled there too, even when no worker holds it any more', async () => {
  standIns.aws.faults.stall = true
  const first = start()
  const versionId = await importFilm()
  await expect.poll(async () => (await rowsOf(versionId))[0]?.state, { timeout: 30_000 }).toBe('progressing')
  // Stopped for a while, the worker leaves the job running.
  await stop(first, 'SIGTERM')
  expect(standIns.aws.jobs().at(-1)?.status).toBe('PROGRESSING')
  await cancelEncode(context, { versionId })
  start()
  await expect.poll(() => standIns.aws.jobs().at(-1)?.status, { timeout: 20_000 }).toBe('CANCELED')
  await expect.poll(async () => (await rowsOf(versionId))[0]?.state, { timeout: 20_000 }).toBe('cancelled')
  await expect.poll(() => standIns.s3?.keys(), { timeout: 20_000 }).toEqual([])
}, 90_000)
