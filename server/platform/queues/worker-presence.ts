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
  const texts = await redis.hvals(infoKey)
  return texts.map((text) => workerSchema.parse(JSON.parse(text))).sort((a, b) => a.id.localeCompare(b.id))
}
