import { afterAll } from 'vitest'
import { env } from '../env/env.ts'
import { closeRedis } from '../redis/redis.ts'
import { describeEventLog } from './event-log.contract.ts'
import { redisStreamsEventLog } from './redis-streams.ts'

afterAll(closeRedis)

describeEventLog('Redis Streams', (takeOverMs) =>
  redisStreamsEventLog({ url: env().REDIS_QUEUE_URL, takeOverMs }),
)
