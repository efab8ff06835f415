// Vitest's set-up of each integration test file: a database, a Redis number, a MongoDB database and a storage
// folder of its own, named in the environment before the file imports anything.
import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { migrateDocuments } from '#db/mongo/migrate.ts'
import { databaseAt } from './test-services.ts'

const services = inject('services')
const name = `test_${randomBytes(6).toString('hex')}`
const folder = path.join(services.folder, name)

/** Takes the next of Redis' 256 databases (0 keeps the count) and empties it. */
async function ownRedis(url: string): Promise<string> {
  const client = new Redis(databaseAt(url, '0'))
  const number = ((await client.incr('files')) % 255) + 1
  await client.select(number)
  await client.flushdb()
  client.disconnect()
  return databaseAt(url, String(number))
}

async function ownPostgres(): Promise<string> {
  const sql = postgres(services.adminUrl, { max: 1, onnotice: () => {} })
  try {
    // Two clones of one template at a time are refused: an advisory lock makes them queue.
    await sql`select pg_advisory_lock(1)`
    await sql.unsafe(`create database ${name} template ${services.template}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
  return databaseAt(services.adminUrl, name)
}

async function dropPostgres(): Promise<void> {
  const sql = postgres(services.adminUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(`drop database if exists ${name} with (force)`)
  await sql.end({ timeout: 1 })
}

const mongoUrl = databaseAt(services.mongoUrl, name)
await migrateDocuments(mongoUrl)
await mkdir(path.join(folder, 'storage'), { recursive: true })
Object.assign(process.env, {
  NODE_ENV: 'test',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  DATA_DIR: folder,
  DATABASE_URL: await ownPostgres(),
  MONGODB_URL: mongoUrl,
  REDIS_QUEUE_URL: await ownRedis(services.redisQueueUrl),
  REDIS_CACHE_URL: await ownRedis(services.redisCacheUrl),
  STORAGE_URL: pathToFileURL(path.join(folder, 'storage')).href,
  CLOCK_OFFSET_FILE: path.join(folder, 'clock-offset'),
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  SIGNING_SECRET: randomBytes(32).toString('base64url'),
  ...services.media,
})

afterAll(async () => {
  await dropPostgres()
  await rm(folder, { recursive: true, force: true })
})
