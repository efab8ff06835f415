import { randomUUID } from 'node:crypto'
import { cacheRedis } from '../redis/redis.ts'

const tagsKey = 'marquee:cache-tags'
const lastKey = 'marquee:cache-tags:last'
const keptMs = 24 * 60 * 60 * 1000

/**
 * Makes every web process drop what it cached under these tags before its next read. Real time is used,
 * not the clock port: it must agree with Next's own timestamps.
 */
export async function invalidateTags(tags: string[]): Promise<void> {
  if (tags.length === 0) return
  const at = Date.now()
  const scored = tags.flatMap((tag) => [at, tag])
  await cacheRedis()
    .multi()
    .zadd(tagsKey, ...scored)
    .zremrangebyscore(tagsKey, 0, at - keptMs)
    .set(lastKey, randomUUID())
    .exec()
}

/** Gives a mark of the last time that any tag was dropped, by whichever process; another mark means another time. */
export async function lastInvalidation(): Promise<string> {
  return (await cacheRedis().get(lastKey)) ?? ''
}
