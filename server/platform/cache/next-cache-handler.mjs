import { setTimeout as pause } from 'node:timers/promises'
import { createDefaultCacheHandler } from 'next/dist/server/lib/cache-handlers/default.js'
import { Redis } from 'ioredis'

/**
 * Next's own in-memory cache, with tags shared by every process: `invalidate-tags.ts` writes the moment a
 * tag went stale into a sorted set of the cache Redis, and each web process reads what is new there before
 * its first cached read of a request. Without Redis (during a build) it is Next's handler alone.
 */
const tagsKey = 'marquee:cache-tags'
const memoryBytes = 64 * 1024 * 1024
const local = createDefaultCacheHandler(memoryBytes)

let redis
let seenUntil = Date.now()

async function readStaleTags() {
  const url = process.env.REDIS_CACHE_URL
  if (!url || process.env.NEXT_PHASE === 'phase-production-build') return
  redis ??= openRedis(url)
  const rows = await redis.zrangebyscore(tagsKey, `(${seenUntil}`, '+inf', 'WITHSCORES')
  const tags = rows.filter((_, index) => index % 2 === 0)
  if (tags.length === 0) return
  await local.updateTags(tags)
  // Next rounds the moment, so that it may lie half a millisecond ahead: until then what went stale would be given.
  await pause(2)
  // Only now: whoever asks meanwhile must not take it for done.
  seenUntil = Math.max(seenUntil, Number(rows.at(-1)))
}

function openRedis(url) {
  const client = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true })
  // A cache that can't be asked only makes pages older; reading goes on with what this process knows.
  client.on('error', () => {})
  return client
}

const handler = {
  get: (cacheKey, softTags) => local.get(cacheKey, softTags),
  set: (cacheKey, pendingEntry) => local.set(cacheKey, pendingEntry),
  getExpiration: (tags) => local.getExpiration(tags),
  updateTags: (tags, durations) => local.updateTags(tags, durations),
  async refreshTags() {
    await readStaleTags().catch(() => {})
    await local.refreshTags()
  },
}

export default handler
