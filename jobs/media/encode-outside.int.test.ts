import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { externalEncodes } from '#db/postgres/schema/index.ts'
import { cancelEncode, getEncode, receiveEncodeEvent } from '#server/domains/media/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import {
  startStandIns,
  type StandIns,
} from '#server/platform/media-tools/encoders/mediaconvert/stand-in/start.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { importFilm, makeFilm } from './testing/films.ts'
import { endProcess, endProcesses, startEncodeProcess } from './testing/worker-processes.ts'

const context = systemContext('test')
let standIns: StandIns
let callback: Server
let films = 0
/** What the callback made of each event. */
const taken: string[] = []

// Workers are processes of their own: only such a one reads the environment anew.
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
  await endProcesses('SIGTERM')
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

/** Of a file that was not there before. */
async function importNewFilm(): Promise<string> {
  films += 1
  const path = join(env().DATA_DIR, `film-${films}.mp4`)
  await makeFilm(path, { size: '426x240', hertz: 300 + films })
  return (await importFilm(path)).versionId
}

const stateOf = async (versionId: string) => {
  const { state, error } = await getEncode(context, { versionId })
  return error ? `${state}: ${error.code} ${error.detail}` : state
}
const rowsOf = (versionId: string) =>
  database().select().from(externalEncodes).where(eq(externalEncodes.versionId, versionId))

test('a film is made outside, and its end is heard though events come twice and in the wrong order', async () => {
  Object.assign(standIns.aws.faults, { duplicateEvents: true, reverseEvents: true })
  startEncodeProcess()
  const versionId = await importNewFilm()
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
  const first = startEncodeProcess()
  const versionId = await importNewFilm()
  await expect.poll(async () => (await rowsOf(versionId))[0]?.externalId, { timeout: 30_000 }).toBeTruthy()
  await endProcess(first, 'SIGKILL')
  startEncodeProcess()
  await expect.poll(() => stateOf(versionId), { timeout: 50_000 }).toBe('succeeded')
  expect(standIns.aws.jobs().slice(before)).toHaveLength(1)
  expect(await rowsOf(versionId)).toHaveLength(1)
}, 120_000)

test('a cancelled encode is cancelled there too, even when no worker holds it any more', async () => {
  standIns.aws.faults.stall = true
  const first = startEncodeProcess()
  const versionId = await importNewFilm()
  await expect.poll(async () => (await rowsOf(versionId))[0]?.state, { timeout: 30_000 }).toBe('progressing')
  // Stopped for a while, the worker leaves the job running.
  await endProcess(first, 'SIGTERM')
  expect(standIns.aws.jobs().at(-1)?.status).toBe('PROGRESSING')
  await cancelEncode(context, { versionId })
  startEncodeProcess()
  await expect.poll(() => standIns.aws.jobs().at(-1)?.status, { timeout: 20_000 }).toBe('CANCELED')
  await expect.poll(async () => (await rowsOf(versionId))[0]?.state, { timeout: 20_000 }).toBe('cancelled')
  await expect.poll(() => standIns.s3?.keys(), { timeout: 20_000 }).toEqual([])
}, 90_000)
