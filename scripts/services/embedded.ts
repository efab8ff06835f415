import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chooseMongo, nameOfMongo, packagesForMongo, startMongo, type MongoChoice } from './mongo.ts'
import { packagerMissing, providePackager } from './packager.ts'
import { choosePorts } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { startRedis, type RedisRole } from './redis.ts'
import type { Report } from './report.ts'
import { findOnPath } from './run-command.ts'
import type { Secrets } from './secrets.ts'
import { sentenceOf } from './set-up-error.ts'
import type { RunningProcess } from './start-process.ts'
import type { Startable } from './supervise.ts'
import { installPackages, mediaTools, missingPackages, redisTool, type SystemTool } from './system-tools.ts'
import { findPythonWithPip } from './wheel.ts'

/** Addresses of an instance's services, as the environment names them. */
export interface ServiceEnvironment {
  DATABASE_URL: string
  MONGODB_URL: string
  REDIS_QUEUE_URL: string
  REDIS_CACHE_URL: string
  STORAGE_URL: string
}

/** What {@link startEmbedded} needs. */
export interface EmbeddedPlan {
  dataDir: string
  secrets: Secrets
  report: Report
  /** False trades safety for speed: for tests. */
  durable: boolean
  mongo: MongoChoice | undefined
}

/** Running embedded services. */
export interface Embedded {
  env: ServiceEnvironment
  services: Startable[]
  /** Ends them, last started first. */
  stop(): Promise<void>
}

/** Paths of the programs that the media jobs call. */
export interface MediaPaths {
  FFMPEG_PATH: string
  FFPROBE_PATH: string
  PACKAGER_PATH?: string
}

const MONGO_NAME = 'marquee'

/** Installs the system packages an instance lacks and says which MongoDB it will run (undefined: MONGODB_URL). */
export async function provideSystem(
  dataDir: string,
  report: Report,
  extra: readonly SystemTool[] = [],
): Promise<MongoChoice | undefined> {
  const mongo = process.env.MONGODB_URL
    ? undefined
    : await report.step('MongoDB: which one', () => chooseMongo(path.join(dataDir, 'mongo')), nameOfMongo)
  const needsRedis = !process.env.REDIS_QUEUE_URL || !process.env.REDIS_CACHE_URL
  const tools = [...mediaTools, ...(needsRedis ? [redisTool] : []), ...extra]
  const needsPip = (await packagerMissing()) && !(await findPythonWithPip())
  const packages = [
    ...(await missingPackages(tools)),
    ...(mongo ? await packagesForMongo(mongo) : []),
    ...(needsPip ? ['python3-pip'] : []),
  ]
  if (packages.length > 0)
    await report.step(`System packages: ${packages.join(', ')}`, () => installPackages(packages))
  return mongo
}

/** Finds ffmpeg and Shaka Packager; without the packager films are clear HLS only, and the report says so. */
export async function provideMediaPaths(report: Report): Promise<MediaPaths> {
  const paths: MediaPaths = {
    FFMPEG_PATH: process.env.FFMPEG_PATH ?? findOnPath('ffmpeg') ?? 'ffmpeg',
    FFPROBE_PATH: process.env.FFPROBE_PATH ?? findOnPath('ffprobe') ?? 'ffprobe',
  }
  try {
    const packager = (await packagerMissing())
      ? await report.step('Shaka Packager', providePackager)
      : await providePackager()
    return { ...paths, PACKAGER_PATH: packager }
  } catch (error) {
    report.problem(`${sentenceOf(error)} Films are packaged as clear HLS by ffmpeg until then.`)
    return paths
  }
}

/** Starts every service that the environment does not replace, and gives the addresses of all. */
export async function startEmbedded(plan: EmbeddedPlan): Promise<Embedded> {
  const { dataDir, secrets, report, durable } = plan
  const folders = { logs: path.join(dataDir, 'logs'), pids: path.join(dataDir, 'pids') }
  const ports = await choosePorts(dataDir, ['postgres', 'redisQueue', 'redisCache', 'mongo'])
  const services: Startable[] = []
  const stop = async (): Promise<void> => {
    for (const service of services.toReversed()) await service.running.stop()
  }
  const start = async (
    name: string,
    given: string | undefined,
    starter: () => Promise<{ process: RunningProcess; url: string }>,
  ): Promise<string> => {
    if (given) return given
    return report.step(name, async () => {
      const { process: running, url } = await starter()
      services.push({ name, running, start: async () => (await starter()).process })
      return url
    })
  }
  const redis = (role: RedisRole, given: string | undefined, port: number): Promise<string> =>
    start(`Redis for ${role === 'queue' ? 'queues' : 'the cache'}`, given, () =>
      startRedis({
        role,
        port,
        folders,
        durable,
        password: secrets.redisPassword,
        folder: path.join(dataDir, `redis-${role}`),
      }),
    )
  try {
    const database = await start('PostgreSQL 18', process.env.DATABASE_URL, () =>
      startPostgres({
        folders,
        durable,
        password: secrets.postgresPassword,
        port: ports.postgres ?? 0,
        folder: path.join(dataDir, 'postgres'),
      }),
    )
    const queue = await redis('queue', process.env.REDIS_QUEUE_URL, ports.redisQueue ?? 0)
    const cache = await redis('cache', process.env.REDIS_CACHE_URL, ports.redisCache ?? 0)
    const choice = plan.mongo
    const mongo = choice
      ? await start(nameOfMongo(choice), undefined, async () => {
          const running = await startMongo({
            choice,
            folders,
            durable,
            port: ports.mongo ?? 0,
            folder: path.join(dataDir, 'mongo'),
          })
          return { ...running, url: `${running.url}/${MONGO_NAME}` }
        })
      : (process.env.MONGODB_URL ?? '')
    return {
      env: {
        DATABASE_URL: database,
        MONGODB_URL: mongo,
        REDIS_QUEUE_URL: queue,
        REDIS_CACHE_URL: cache,
        STORAGE_URL: await provideStorage(dataDir),
      },
      services,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function provideStorage(dataDir: string): Promise<string> {
  if (process.env.STORAGE_URL) return process.env.STORAGE_URL
  const folder = path.join(dataDir, 'storage')
  await fs.mkdir(folder, { recursive: true })
  return pathToFileURL(folder).href
}
