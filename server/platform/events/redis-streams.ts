import type { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { log } from '../log/log.ts'
import { openRedis, queueRedis } from '../redis/redis.ts'
import type { EventLog, LoggedEvent, Subscription } from './port.ts'

/** The stream's key; braces keep it and the marks beside it on one node of a Redis Cluster. */
export const streamKey = '{marquee:events}:log'
const seenPrefix = '{marquee:events}:seen:'
const seenSeconds = 24 * 60 * 60
const keptEvents = 100_000
const eventField = 'event'

// The mark and the entry are one step, so that a relay that died in between neither loses nor doubles.
const appendOnce = `
if redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[1]) then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', '${eventField}', ARGV[3])
end`

const wireSchema = z.object({
  id: z.string(),
  type: z.string(),
  payload: z.unknown(),
  occurredAt: z.coerce.date(),
  requestId: z.string(),
})

export type RedisStreamsOptions = {
  url: string
  /** How long an event may be with one consumer before another takes it over. */
  takeOverMs?: number
}

/** Gives the event log on a Redis stream that keeps about the last hundred thousand events. */
export function redisStreamsEventLog({ url, takeOverMs = 60_000 }: RedisStreamsOptions): EventLog {
  return {
    async publish(events) {
      const redis = queueRedis()
      for (const event of events) {
        await redis.eval(
          appendOnce,
          2,
          streamKey,
          seenPrefix + event.id,
          seenSeconds,
          keptEvents,
          JSON.stringify(event),
        )
      }
    },
    async subscribe(subscription) {
      const redis = openRedis(url)
      await createGroup(redis, subscription)
      const state = { stopped: false }
      const reading = read(redis, subscription, takeOverMs, state)
      return async () => {
        state.stopped = true
        await reading
        redis.disconnect()
      }
    },
  }
}

async function createGroup(redis: Redis, { group, from }: Subscription): Promise<void> {
  try {
    await redis.xgroup('CREATE', streamKey, group, from === 'oldest' ? '0' : '$', 'MKSTREAM')
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('BUSYGROUP')) throw error
  }
}

const blockMs = 1000

async function read(
  redis: Redis,
  subscription: Subscription,
  takeOverMs: number,
  state: { stopped: boolean },
): Promise<void> {
  while (!state.stopped) {
    try {
      const entries = [
        ...(await takeOver(redis, subscription, takeOverMs)),
        ...(await readNew(redis, subscription)),
      ]
      for (const entry of entries) await deliver(redis, subscription, entry)
    } catch (error) {
      log().warn({ err: error, group: subscription.group }, 'reading events failed, trying again')
      await sleep(1000)
      // An emptied Redis has forgotten the group too.
      await createGroup(redis, subscription).catch(() => {})
    }
  }
}

type Entry = [id: string, fields: string[] | null]

async function readNew(redis: Redis, { group, consumer }: Subscription): Promise<Entry[]> {
  const answer = (await redis.xreadgroup(
    'GROUP',
    group,
    consumer,
    'COUNT',
    50,
    'BLOCK',
    blockMs,
    'STREAMS',
    streamKey,
    '>',
  )) as [string, Entry[]][] | null
  return answer?.[0]?.[1] ?? []
}

async function takeOver(redis: Redis, { group, consumer }: Subscription, idleMs: number): Promise<Entry[]> {
  const answer = await redis.xautoclaim(streamKey, group, consumer, idleMs, '0', 'COUNT', 50)
  return answer[1] as Entry[]
}

async function deliver(redis: Redis, subscription: Subscription, [entryId, fields]: Entry): Promise<void> {
  const event = readEvent(entryId, fields)
  try {
    if (event) await subscription.onEvent(event)
    await redis.xack(streamKey, subscription.group, entryId)
  } catch (error) {
    // It stays pending, and comes again once it has been with this consumer for long enough.
    log().warn({ err: error, group: subscription.group, event: event?.id }, 'an event was not handled')
  }
}

/** Null for an entry that holds no event of ours: it is passed over, or it would hold up those behind it for ever. */
function readEvent(entryId: string, fields: string[] | null): LoggedEvent | null {
  const at = fields?.indexOf(eventField) ?? -1
  const text = at < 0 ? undefined : fields?.[at + 1]
  if (text === undefined) return null
  try {
    return wireSchema.parse(JSON.parse(text))
  } catch (error) {
    log().error({ err: error, entryId }, 'an entry of the event log was not understood')
    return null
  }
}
