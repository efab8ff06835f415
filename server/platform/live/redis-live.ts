import { env } from '../env/env.ts'
import { log } from '../log/log.ts'
import { cacheRedis, openRedis } from '../redis/redis.ts'
import type { Live } from './port.ts'
import { liveMessageSchema, type LiveMessage } from './schemas.ts'

/** Gives the live port on Redis pub/sub: every realtime process hears each message once, or not at all. */
export function redisLive(): Live {
  return {
    async broadcast(message) {
      await cacheRedis().publish(channel(), JSON.stringify(message))
    },
    async subscribe(onMessage) {
      const redis = openRedis(env().REDIS_CACHE_URL)
      redis.on('message', (_channel, text) => {
        const message = readMessage(text)
        if (message) onMessage(message)
      })
      // ioredis subscribes again by itself after a lost connection.
      await redis.subscribe(channel())
      return async () => {
        await redis.quit()
      }
    },
  }
}

// Pub/sub crosses Redis' numbered databases, which keep instances apart everywhere else.
function channel(): string {
  return `marquee:live:${new URL(env().REDIS_CACHE_URL).pathname.slice(1) || '0'}`
}

function readMessage(text: string): LiveMessage | null {
  try {
    return liveMessageSchema.parse(JSON.parse(text))
  } catch (error) {
    log().warn({ err: error }, 'a live message was not understood')
    return null
  }
}
