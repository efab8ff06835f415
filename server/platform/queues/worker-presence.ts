import { z } from 'zod'
import { log } from '../log/log.ts'
import { queueRedis } from '../redis/redis.ts'
import { workerSchema, type WorkerInfo } from './schemas.ts'

const seenKey = 'marquee:{workers}:seen'
const infoKey = 'marquee:{workers}:info'
const freshMs = 15_000

/** Says that a worker is alive; say it every few seconds, for it is forgotten after fifteen. */
export async function announceWorker(worker: WorkerInfo): Promise<void> {
  await queueRedis()
    .multi()
    .zadd(seenKey, Date.now(), worker.id)
    .hset(infoKey, worker.id, JSON.stringify(worker))
    .exec()
}

/** Takes a worker that ends off the list. */
export async function withdrawWorker(workerId: string): Promise<void> {
  await queueRedis().multi().zrem(seenKey, workerId).hdel(infoKey, workerId).exec()
}

/** Gives the workers that are alive, and forgets those that are not. */
export async function listWorkers(): Promise<WorkerInfo[]> {
  const redis = queueRedis()
  const lapsed = await redis.zrangebyscore(seenKey, 0, Date.now() - freshMs)
  await Promise.all(lapsed.map(withdrawWorker))
  const records = Object.entries(await redis.hgetall(infoKey))
  return records
    .flatMap(([workerId, text]) => readRecord(workerId, text))
    .sort((a, b) => a.id.localeCompare(b.id))
}

const recordSchema = z
  .string()
  .transform((text, issues): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      issues.addIssue('No JSON.')
      return z.NEVER
    }
  })
  .pipe(workerSchema)

/** A worker of an older or newer release may tell of itself in another shape: the others are listed without it. */
function readRecord(workerId: string, text: string): WorkerInfo[] {
  const record = recordSchema.safeParse(text)
  if (record.success) return [record.data]
  log().warn({ err: record.error, workerId }, 'a worker tells of itself in a shape not known here')
  return []
}
