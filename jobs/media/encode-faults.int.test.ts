// What befalls an encode in its midst: real workers are killed, a real Redis and a real PostgreSQL of this file's own
// go away and come back. Each film is published once.
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from '#db/postgres/migrate.ts'
import { jobRuns, outbox } from '#db/postgres/schema/index.ts'
import { freePort } from '#scripts/services/ports.ts'
import { removeCluster, startPostgres } from '#scripts/services/postgres.ts'
import { startRedis } from '#scripts/services/redis.ts'
import type { RunningProcess } from '#scripts/services/start-process.ts'
import { getAsset } from '#server/domains/media/index.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import type { JobState } from '#server/platform/queues/schemas.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { scratchFolder } from './scratch.ts'
import { admin, importFilm, keysBelow, realFilm, untilEncode } from './testing/films.ts'
import { processesNaming, untilProcesses } from './testing/processes.ts'
import { endProcess, endProcesses, startProductionWorker } from './testing/worker-processes.ts'

const dataDir = process.env.DATA_DIR ?? ''
const folders = { logs: join(dataDir, 'logs'), pids: join(dataDir, 'pids') }
const password = randomBytes(12).toString('hex')
const services: Partial<Record<'redis' | 'postgres', RunningProcess>> = {}
const ports = { redis: await freePort(), postgres: await freePort() }

const runRedis = () =>
  startRedis({
    role: 'queue',
    port: ports.redis,
    folder: join(dataDir, 'redis'),
    folders,
    durable: true,
    password,
  })
const runPostgres = () =>
  startPostgres({
    port: ports.postgres,
    folder: join(dataDir, 'postgres'),
    folders,
    durable: false,
    password,
  })

beforeAll(async () => {
  const [redis, postgres] = await Promise.all([runRedis(), runPostgres()])
  Object.assign(services, { redis: redis.process, postgres: postgres.process })
  Object.assign(process.env, {
    REDIS_QUEUE_URL: redis.url,
    DATABASE_URL: postgres.url,
    WORKER_LOCK_MS: '2000',
    ENCODER: 'x264',
  })
  await migrateDatabase(postgres.url)
}, 60_000)

afterEach(async () => {
  await endProcesses('SIGKILL')
})

afterAll(async () => {
  await closePostgres()
  await closeRedis()
  await Promise.all(Object.values(services).map((service) => service.stop()))
  await removeCluster(join(dataDir, 'postgres'))
})

const startWorker = async () => startProductionWorker(['encode', 'maintenance'], await freePort())

/** Kills a service without a word; gives the way to start it again as it was. */
async function crash(name: 'redis' | 'postgres', signal: NodeJS.Signals): Promise<() => Promise<void>> {
  const service = services[name]
  if (!service) throw new Error(`${name} does not run.`)
  process.kill(service.pid, signal)
  await service.exited
  return async () => {
    const again = name === 'redis' ? await runRedis() : await runPostgres()
    services[name] = again.process
  }
}

/** Gives a film to the workers and waits until ffmpeg is in its midst. */
async function beginEncode(): Promise<{ versionId: string; assetId: string }> {
  const film = await importFilm(realFilm)
  await untilEncode(film.versionId, { state: 'running', stage: 'encode' })
  await untilProcesses(scratchFolder(film.versionId), 'there', 10_000)
  return film
}

/** Tells that the film was published once, whole, and nothing of its making is left. */
async function expectPublishedOnce({ versionId, assetId }: { versionId: string; assetId: string }) {
  await untilEncode(versionId, { state: 'succeeded' }, 90_000)
  const { versions, publishedVersionId } = await getAsset(admin(), { assetId })
  expect(publishedVersionId).toBe(versionId)
  expect(versions.map(({ state }) => state)).toEqual(['published'])
  const events = await database()
    .select()
    .from(outbox)
    .where(and(eq(outbox.type, 'version.published'), sql`${outbox.payload}->>'versionId' = ${versionId}`))
  expect(events).toHaveLength(1)
  // One attempt's folder in storage, and neither processes nor scratch on the machine.
  await untilRun(versionId, 'completed')
  const attempts = (await keysBelow(`media/${assetId}/${versionId}/`)).map((key) => key.split('/')[0])
  expect(new Set(attempts).size).toBe(1)
  expect(await readdir(dirname(scratchFolder(versionId)))).not.toContain(versionId)
  expect(processesNaming(scratchFolder(versionId))).toEqual([])
}

/** Its run ends after all that it has to tidy up. */
async function untilRun(versionId: string, state: JobState) {
  await expect.poll(async () => (await readRun(versionId))?.state, { timeout: 30_000 }).toBe(state)
}

async function readRun(versionId: string) {
  const [run] = await database()
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.name, 'encode-title'), eq(jobRuns.subjectId, versionId)))
  return run
}

test('a worker is killed in mid-encode: its ffmpeg dies with it, another worker ends the film, once', async () => {
  const first = await startWorker()
  const film = await beginEncode()
  await startWorker()
  await endProcess(first, 'SIGKILL')
  await untilProcesses(scratchFolder(film.versionId), 'gone', 2000)
  await expectPublishedOnce(film)
  expect(await readRun(film.versionId)).toMatchObject({ attempt: 2, fencingToken: 2 })
}, 120_000)

test('Redis is killed and comes back in mid-encode: the film is ended once', async () => {
  await startWorker()
  const film = await beginEncode()
  const restart = await crash('redis', 'SIGKILL')
  await sleep(1500)
  await restart()
  await expectPublishedOnce(film)
}, 120_000)

test('PostgreSQL crashes and comes back in mid-encode: the film is ended once', async () => {
  await startWorker()
  const film = await beginEncode()
  // SIGQUIT is PostgreSQL's immediate shutdown: it recovers as after a crash.
  const restart = await crash('postgres', 'SIGQUIT')
  await sleep(1500)
  await restart()
  await expectPublishedOnce(film)
}, 120_000)
