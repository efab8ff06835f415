import { Redis, type RedisOptions } from 'ioredis'
import { env } from '../env/env.ts'
import { log } from '../log/log.ts'

const holder = globalThis as { marqueeRedis?: Map<string, Redis> }

/** Gives this process's shared connection to the queue Redis (AOF, noeviction). */
export function queueRedis(): Redis {
  return shared('queue', env().REDIS_QUEUE_URL)
}

/** Gives this process's shared connection to the cache Redis, whose contents may vanish at any time. */
export function cacheRedis(): Redis {
  return shared('cache', env().REDIS_CACHE_URL)
}

/** Opens a connection of one's own, as blocking reads, subscriptions and BullMQ workers need; the caller closes it. */
export function openRedis(url: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, ...options })
  redis.on('error', (error) => log().warn({ err: error }, 'redis connection failed, trying again'))
  return redis
}

function shared(name: string, url: string): Redis {
  holder.marqueeRedis ??= new Map()
  const open = holder.marqueeRedis.get(name)
  if (open) return open
  const redis = openRedis(url)
  holder.marqueeRedis.set(name, redis)
  return redis
}

/** Closes the shared connections after their running commands. */
export async function closeRedis(): Promise<void> {
  const open = [...(holder.marqueeRedis?.values() ?? [])]
  holder.marqueeRedis = undefined
  await Promise.all(open.map((redis) => redis.quit()))
}
