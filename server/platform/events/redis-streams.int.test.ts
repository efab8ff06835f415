import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { env } from '../env/env.ts'
import { closeRedis, queueRedis } from '../redis/redis.ts'
import { describeEventLog } from './event-log.contract.ts'
import { redisStreamsEventLog, streamKey } from './redis-streams.ts'

afterAll(closeRedis)

describeEventLog('Redis Streams', (takeOverMs) =>
  redisStreamsEventLog({ url: env().REDIS_QUEUE_URL, takeOverMs }),
)

test('an entry that is no event is passed over, and those behind it are heard at once', async () => {
  const log = redisStreamsEventLog({ url: env().REDIS_QUEUE_URL })
  const heard: string[] = []
  const stop = await log.subscribe({
    group: 'damaged',
    consumer: 'one',
    from: 'next',
    onEvent: async (event) => void heard.push(event.id),
  })
  const id = randomUUID()
  for (const text of ['{', '{"id":1}']) await queueRedis().xadd(streamKey, '*', 'event', text)
  await log.publish([{ id, type: 'sample.taken', payload: {}, occurredAt: new Date(), requestId: 'r' }])
  await expect.poll(() => heard, { timeout: 5000 }).toEqual([id])
  await stop()
  expect((await queueRedis().xpending(streamKey, 'damaged'))[0]).toBe(0)
})
